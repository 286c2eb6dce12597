import { v7 as newId } from 'uuid'
import type { Locale } from '#config/locales'
import type { SignIn } from '#core/http/require_sign_in'
import { announceRevocation } from '#core/access/revocations'
import { audit } from '#core/audit/audit'
import { hashToken } from '#core/keys/tokens'
import { tenancy } from '#core/tenancy/tenancy'
import { errors } from '../errors.js'
import { hashPassword, verifyPassword } from '../passwords/hash_password.js'
import { findCredentials } from '../queries/find_credentials.js'
import { findInvitation, invitationOf } from '../queries/find_invitation.js'
import { countAttempt, forgiveAttempts } from '../sign_in/throttle.js'
import { startSignInSession, type StartedSignInSession } from './start_sign_in_session.js'

/** What somebody new chooses on accepting. */
export interface NewPerson {
  name: string
  password: string
  locale: Locale
  /** What they will recognise this browser by. */
  label: string
}

/**
 * Makes a person of the bearer of an invitation and signs them in. Of two acceptances at once one
 * succeeds.
 *
 * @throws accounts.linkExpired (410), accounts.signInToAccept (409) when the address has a sign-in
 */
export async function acceptAsNewPerson(
  token: string,
  { name, password, locale, label }: NewPerson
): Promise<StartedSignInSession> {
  const { isKnown } = await findInvitation(token)
  if (isKnown) throw errors.signInToAccept()
  const passwordHash = await hashPassword(password)
  return accept({ token, person: newId(), label }, async (person, email) => {
    // Somebody else may have accepted another invitation of the same address meanwhile.
    const { rows } = await tenancy.client().rawQuery<{ rows: { id: string }[] }>(
      `insert into people (id, name, email, password_hash, locale) values (?, ?, ?, ?, ?)
       on conflict (email) do nothing returning id`,
      [person, name, email, passwordHash, locale]
    )
    if (rows.length === 0) throw errors.signInToAccept()
  })
}

/** A person who is known here and proves by their password who they are. */
export interface KnownPerson {
  password: string
  /** Network address it comes from. */
  address: string
  /** What the browser is known by to the account: see `deviceOf`. */
  device: string | null
  /** What they will recognise this browser by. */
  label: string
}

/**
 * Takes a known person who is not signed in into the organisation. One who belongs nowhere any more
 * could not sign in first.
 *
 * @throws accounts.linkExpired (410), accounts.wrongCredentials (401), accounts.tooManyAttempts (429)
 */
export async function acceptWithPassword(
  token: string,
  { password, address, device, label }: KnownPerson
): Promise<StartedSignInSession> {
  const { email } = await findInvitation(token)
  const attempt = { account: email, address, device }
  await countAttempt(attempt)
  const known = await tenancy.knowing(email, () => findCredentials(email))
  const isRight = await verifyPassword(known?.passwordHash ?? null, password)
  if (!known || !isRight) throw errors.wrongCredentials({ field: 'password' })
  await forgiveAttempts(attempt)
  return accept({ token, person: known.person, label }, async () => {})
}

/**
 * Takes a signed-in person into one more organisation and moves their browser there.
 *
 * @throws accounts.linkExpired (410), accounts.invitationForOther (403)
 */
export function acceptAsSelf(
  token: string,
  signIn: SignIn,
  label: string
): Promise<StartedSignInSession> {
  return accept({ token, person: signIn.person.id, label }, async (_person, email) => {
    if (email !== signIn.person.email) throw errors.invitationForOther()
    await tenancy.client().from('sign_in_sessions').where('id', signIn.id).delete()
    tenancy.afterCommit(() => announceRevocation({ signInSession: signIn.id }))
  })
}

function accept(
  { token, person, label }: { token: string; person: string; label: string },
  prepare: (person: string, email: string) => Promise<void>
): Promise<StartedSignInSession> {
  const hash = hashToken(token)
  return tenancy.knowing(hash, async () => {
    const { id, organisation_id: organisation, email, role } = await invitationOf(hash)
    const tenant = { organisation, person }
    await tenancy.become(tenant)
    const client = tenancy.client()
    const accepted = await client.rawQuery<{ rows: { id: string }[] }>(
      `update invitations set accepted_at = now()
       where id = ? and token_hash = ? and accepted_at is null returning id`,
      [id, hash]
    )
    if (accepted.rows.length === 0) throw errors.linkExpired()
    await prepare(person, email)
    await client.rawQuery(
      `insert into memberships (id, organisation_id, person_id, role) values (?, ?, ?, ?)
       on conflict (organisation_id, person_id) do nothing`,
      [newId(), organisation, person, role]
    )
    await audit.record({
      action: 'accounts.invitationAccepted',
      subject: { kind: 'invitation', id },
      details: { role },
    })
    return startSignInSession(tenant, 'browser', label)
  })
}
