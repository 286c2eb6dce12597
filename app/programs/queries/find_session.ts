import { isId } from '#core/is_id'
import { CURRENT_PERSON } from '#database/policies'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import type { Role } from '#core/http/require_sign_in'
import { sessionAccess, type SessionAccess } from '../policies/session_access.js'
import { SESSION_COLUMNS, toSession, type Session, type SessionRow } from '../session.js'

/** A session, and what the person of the scope is in it. */
export interface FoundSession {
  session: Session
  access: SessionAccess
  /** Under which id they take part; null for who only leads it. */
  participant: string | null
}

interface Row extends SessionRow {
  participant_id: string | null
  person_id: string
  role: Role
  joined: boolean
}

/**
 * A session that the person of the scope takes part in or leads; null when there is none for them.
 * One query. With `lock` nobody else changes the session until the scope ends.
 */
export async function lookForSession(id: string, lock = false): Promise<FoundSession | null> {
  if (!isId(id)) return null
  const found = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select ${SESSION_COLUMNS}, m.person_id, m.role, p.id as participant_id,
       p.joined_at is not null as joined
     from sessions s
     join memberships m on m.organisation_id = s.organisation_id and m.person_id = ${CURRENT_PERSON}
     left join participants p on p.organisation_id = s.organisation_id and p.session_id = s.id
       and p.person_id = m.person_id
     left join people f on f.id = s.facilitator_id
     where s.id = ? ${lock ? 'for update of s' : ''}`,
    [id]
  )
  const row = found.rows[0]
  if (!row) return null
  const access = sessionAccess({
    person: row.person_id,
    role: row.role,
    facilitator: row.facilitator_id,
    joined: row.joined,
  })
  return access && { session: toSession(row), access, participant: row.participant_id }
}

/**
 * The same, for who must be in the session.
 *
 * @throws core.notFound for everybody else, as for a session that does not exist
 */
export async function findSession(id: string, lock = false): Promise<FoundSession> {
  const found = await lookForSession(id, lock)
  if (!found) throw coreErrors.notFound()
  return found
}

/**
 * The same, for who must lead the session.
 *
 * @throws core.notFound for who is not in the session, core.forbidden for participants
 */
export async function findSessionToLead(id: string, lock = false): Promise<Session> {
  const { session, access } = await findSession(id, lock)
  if (access !== 'facilitator') throw coreErrors.forbidden()
  return session
}
