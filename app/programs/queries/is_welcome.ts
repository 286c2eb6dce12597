import type { SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { mayFacilitate, sessionAccess } from '../policies/session_access.js'
import type { OpenSession } from './find_session_by_code.js'

/** Whether somebody who belongs to the session's organisation leads it without being on its list. */
export function leadsAnyway(
  { facilitator, admission }: OpenSession,
  { person, role }: SignIn
): boolean {
  if (facilitator?.id === person.id && mayFacilitate({ role })) return true
  // Administrators who come by the door of an open session take part in it.
  if (admission === 'open') return false
  const ties = { person: person.id, role, facilitator: facilitator?.id ?? null, joined: false }
  return sessionAccess(ties) === 'facilitator'
}

/**
 * Whether somebody who belongs to the session's organisation would be let in. Call it inside the
 * scope that the session was found in.
 */
export async function isWelcome(session: OpenSession, signIn: SignIn): Promise<boolean> {
  if (session.admission === 'open' || leadsAnyway(session, signIn)) return true
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { id: string }[] }>(
      'select id from participants where session_id = ? and person_id = ?',
      [session.id, signIn.person.id]
    )
  return rows.length > 0
}
