import { v7 as newId } from 'uuid'
import { audit } from '#core/audit/audit'
import { coreErrors } from '#core/errors/core_errors'
import type { Role, SignIn } from '#core/http/require_sign_in'
import { hashToken, newToken } from '#core/keys/tokens'
import { tenancy } from '#core/tenancy/tenancy'
import { assertSeat } from '#entitlements'
import { mailer } from '#messaging'
import { normaliseEmail } from '../email_address.js'
import { errors } from '../errors.js'
import { invitationLink, invitationMail } from '../mails.js'
import { enforce, scopeOf } from '../policies/enforce.js'
import { canInvite, canManageInvitation } from '../policies/people.js'

const LASTS = 14 * 86_400_000
const lastDay = () => new Date(Date.now() + LASTS)

/**
 * Invites somebody into the organisation by mail, for fourteen days. An earlier invitation of the
 * same address is replaced.
 *
 * @returns the link to hand over, which cannot be shown again; null where mail leaves the appliance,
 *   since then who has the link has shown that the address is theirs
 * @throws core.forbidden (403), accounts.alreadyMember (409), entitlements.seatsTaken (409)
 */
export async function invitePerson(
  inviter: SignIn,
  invitation: { email: string; role: Role }
): Promise<string | null> {
  enforce(canInvite(inviter.role, invitation.role))
  const email = normaliseEmail(invitation.email)
  const token = newToken()
  await assertSeat()
  const locale = await tenancy.run(scopeOf(inviter), async () => {
    const client = tenancy.client()
    const members = await client.rawQuery<{ rows: { id: string }[] }>(
      `select p.id from people p join memberships m on m.person_id = p.id
       where m.organisation_id = ? and p.email = ?`,
      [inviter.organisation.id, email]
    )
    if (members.rows.length > 0) throw errors.alreadyMember({ field: 'email' })
    await client.from('invitations').where('email', email).whereNull('accepted_at').delete()
    const id = newId()
    await client.table('invitations').insert({
      id,
      organisation_id: inviter.organisation.id,
      email,
      role: invitation.role,
      token_hash: hashToken(token),
      invited_by: inviter.person.id,
      expires_at: lastDay(),
    })
    await audit.record({
      action: 'accounts.personInvited',
      subject: { kind: 'invitation', id },
      details: { role: invitation.role },
    })
    return organisationLocale(inviter)
  })
  await sendInvitation(inviter, { email, locale, token })
  return linkToHandOver(token)
}

/**
 * Sends an open invitation again, with a new link for another fourteen days.
 *
 * @returns the new link as `invitePerson` does; the old one no longer works
 * @throws core.notFound, core.forbidden (403)
 */
export async function resendInvitation(actor: SignIn, id: string): Promise<string | null> {
  const token = newToken()
  const { email, locale } = await tenancy.run(scopeOf(actor), async () => {
    const open = await openInvitation(id)
    enforce(canManageInvitation(actor.role, open.role))
    await tenancy
      .client()
      .from('invitations')
      .where('id', id)
      .update({ token_hash: hashToken(token), expires_at: lastDay() })
    await audit.record({
      action: 'accounts.invitationResent',
      subject: { kind: 'invitation', id },
    })
    return { email: open.email, locale: await organisationLocale(actor) }
  })
  await sendInvitation(actor, { email, locale, token })
  return linkToHandOver(token)
}

/**
 * Withdraws an open invitation: its link no longer works.
 *
 * @throws core.notFound, core.forbidden (403)
 */
export async function revokeInvitation(actor: SignIn, id: string): Promise<void> {
  await tenancy.run(scopeOf(actor), async () => {
    const open = await openInvitation(id)
    enforce(canManageInvitation(actor.role, open.role))
    await tenancy.client().from('invitations').where('id', id).delete()
    await audit.record({
      action: 'accounts.invitationRevoked',
      subject: { kind: 'invitation', id },
    })
  })
}

function linkToHandOver(token: string): string | null {
  return mailer.leaves ? null : invitationLink(token)
}

async function openInvitation(id: string): Promise<{ email: string; role: Role }> {
  const { rows } = await tenancy.client().rawQuery<{
    rows: { email: string; role: Role }[]
  }>('select email, role from invitations where id = ? and accepted_at is null for update', [id])
  if (!rows[0]) throw coreErrors.notFound()
  return rows[0]
}

async function organisationLocale({ organisation }: SignIn): Promise<string> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { locale: string }[] }>('select locale from organisations where id = ?', [
      organisation.id,
    ])
  return rows[0]?.locale ?? ''
}

function sendInvitation(
  inviter: SignIn,
  { email, locale, token }: { email: string; locale: string; token: string }
): Promise<void> {
  const words = { organisation: inviter.organisation.name, inviter: inviter.person.name, token }
  const mail = invitationMail({ email, locale }, words)
  return mailer.send({ ...mail, organisation: inviter.organisation.id })
}
