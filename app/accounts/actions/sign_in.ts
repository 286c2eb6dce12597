import { audit } from '#core/audit/audit'
import { events } from '#core/events/events'
import { tenancy } from '#core/tenancy/tenancy'
import { normaliseEmail } from '../email_address.js'
import { errors } from '../errors.js'
import { hashPassword, isOutdated, verifyPassword } from '../passwords/hash_password.js'
import { findCredentials } from '../queries/find_credentials.js'
import { countAttempt, forgiveAttempts } from '../sign_in/throttle.js'
import { startSignInSession, type StartedSignInSession } from './start_sign_in_session.js'

/** What somebody gives to be signed in. */
export interface SignInRequest {
  email: string
  password: string
  kind: 'browser' | 'api'
  /** What the person recognises the sign-in session by. */
  label: string
  /** Network address it comes from. */
  address: string
  /** What the browser is known by to the account: see `deviceOf`. */
  device: string | null
}

/** A person who has just been signed in, in the organisation they used last. */
export interface SignedIn extends StartedSignInSession {
  person: { id: string; name: string; email: string; locale: string }
  organisation: { id: string; name: string }
}

interface Home {
  organisation_id: string
  organisation_name: string
  name: string
  locale: string
}

/**
 * Signs a person in by email address and password. Unknown people get the same answer after the
 * same work.
 *
 * @throws accounts.wrongCredentials (401), accounts.tooManyAttempts (429)
 */
export async function signIn(request: SignInRequest): Promise<SignedIn> {
  const email = normaliseEmail(request.email)
  const attempt = { account: email, address: request.address, device: request.device }
  await countAttempt(attempt)
  const known = await tenancy.knowing(email, () => findCredentials(email))
  const isRight = await verifyPassword(known?.passwordHash ?? null, request.password)
  if (!known?.passwordHash || !isRight) {
    await tellFailure(known?.person ?? null, request.kind)
    throw errors.wrongCredentials()
  }
  await forgiveAttempts(attempt)
  const rehashed = isOutdated(known.passwordHash) ? await hashPassword(request.password) : null
  return tenancy.knowing(email, async () => {
    await tenancy.recognise(known.person)
    const client = tenancy.client()
    if (rehashed) {
      await client.from('people').where('id', known.person).update({ password_hash: rehashed })
    }
    const homes = await client.rawQuery<{ rows: Home[] }>(
      `select m.organisation_id, o.name as organisation_name, p.name, p.locale
       from memberships m join organisations o on o.id = m.organisation_id
         join people p on p.id = m.person_id
       where m.person_id = ? order by m.last_used_at desc limit 1`,
      [known.person]
    )
    const home = homes.rows[0]
    if (!home) throw errors.wrongCredentials()
    const tenant = { organisation: home.organisation_id, person: known.person }
    await tenancy.become(tenant)
    const started = await startSignInSession(tenant, request.kind, request.label)
    await audit.record({
      action: 'accounts.signedIn',
      subject: { kind: 'signInSession', id: started.id },
      details: { kind: request.kind },
      personal: { of: tenant, data: { address: request.address } },
    })
    return {
      ...started,
      person: { id: known.person, name: home.name, email, locale: home.locale },
      organisation: { id: home.organisation_id, name: home.organisation_name },
    }
  })
}

/** The same is done for an unknown address, so that nobody learns from the time it takes. */
async function tellFailure(person: string | null, kind: 'browser' | 'api'): Promise<void> {
  await tenancy.system('worker', () =>
    events.emit({ name: 'accounts.signInFailed', payload: { person, kind } })
  )
}
