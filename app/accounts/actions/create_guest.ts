import { v7 as newId } from 'uuid'
import { audit } from '#core/audit/audit'
import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { startSignInSession, type StartedSignInSession } from './start_sign_in_session.js'

/** Who joins without an invitation: a display name is all that is known of them. */
export interface NewGuest {
  organisation: string
  name: string
  locale: Locale
}

/**
 * Makes a participant without email address and password, and signs their browser in. Works inside
 * the caller's scope and continues it as the guest, so that joining happens wholly or not at all.
 * The cookie is given with `giveSignInCookie` once the scope is committed.
 *
 * @returns the guest's person id and sign-in session
 */
export async function createGuest(
  guest: NewGuest
): Promise<{ person: string; signInSession: StartedSignInSession }> {
  const person = newId()
  const tenant = { organisation: guest.organisation, person }
  await tenancy.become(tenant)
  const client = tenancy.client()
  await client.table('people').insert({ id: person, name: guest.name, locale: guest.locale })
  await client.table('memberships').insert({
    id: newId(),
    organisation_id: guest.organisation,
    person_id: person,
    role: 'participant',
  })
  await audit.record({ action: 'accounts.guestJoined', subject: { kind: 'person', id: person } })
  return { person, signInSession: await startSignInSession(tenant, 'browser', '') }
}
