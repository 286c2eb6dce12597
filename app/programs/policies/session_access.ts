import type { Role } from '#core/http/require_sign_in'

/** What somebody is in a session. */
export type SessionAccess = 'facilitator' | 'participant'

/** What decides it. Ids of people. */
export interface SessionTies {
  person: string
  role: Role
  facilitator: string | null
  joined: boolean
}

/**
 * Its facilitator, while their role lets them facilitate, and the organisation's owners and admins
 * lead a session; those who have joined take part. For everybody else there is no such session.
 */
export function sessionAccess(ties: SessionTies): SessionAccess | null {
  const isTheirs = ties.person === ties.facilitator && mayFacilitate(ties)
  if (isTheirs || isAdministrator(ties.role)) return 'facilitator'
  return ties.joined ? 'participant' : null
}

/** Owners, admins and facilitators make journeys and sessions. */
export function mayFacilitate({ role }: { role: Role }): boolean {
  return role !== 'participant'
}

function isAdministrator(role: Role): boolean {
  return role === 'owner' || role === 'admin'
}
