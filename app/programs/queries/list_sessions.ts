import type { Locale } from '#config/locales'
import { CURRENT_PERSON } from '#database/policies'
import { tenancy } from '#core/tenancy/tenancy'
import type { Role } from '#core/http/require_sign_in'
import type { SessionState } from '../course/step.js'
import type { Words } from '../journeys/journey.js'
import { titleFor } from '../session.js'
import { sessionAccess, type SessionAccess } from '../policies/session_access.js'

/** A session in a list. */
export interface ListedSession {
  id: string
  title: string
  state: SessionState
  startsAt: Date | null
  endedAt: Date | null
  facilitator: string | null
  /** What the person of the scope is in it; invited people have not joined yet. */
  as: SessionAccess | 'invited'
  /** How many have joined. */
  joined: number
  /** For who was invited: the way in. */
  joinCode: string
}

interface Row {
  id: string
  title: string
  journey_title: Words
  locale: Locale
  state: SessionState
  starts_at: Date | null
  ended_at: Date | null
  facilitator_id: string | null
  facilitator_name: string | null
  join_code: string
  role: Role
  person_id: string
  is_joined: boolean
  joined: number
}

/**
 * The sessions of the scope's person: those they lead, take part in or are invited to. What happens
 * now stands on top, then the next to start; then ended ones, the latest on top. One query.
 */
export async function listSessions(reader: Locale, limit = 50): Promise<ListedSession[]> {
  const sessions = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select s.id, s.title, s.journey -> 'title' as journey_title, s.locale, s.state, s.starts_at, s.ended_at, s.facilitator_id, s.join_code,
       f.name as facilitator_name, m.role, m.person_id, p.joined_at is not null as is_joined,
       (select count(*)::int from participants j where j.organisation_id = s.organisation_id
         and j.session_id = s.id and j.joined_at is not null) as joined
     from memberships m
     join sessions s on s.organisation_id = m.organisation_id
     left join participants p on p.organisation_id = s.organisation_id and p.session_id = s.id
       and p.person_id = m.person_id
     left join people f on f.id = s.facilitator_id
     where m.person_id = ${CURRENT_PERSON}
       and (m.role in ('owner', 'admin') or p.id is not null
         or (s.facilitator_id = m.person_id and m.role = 'facilitator'))
     order by s.state = 'ended', s.ended_at desc nulls last, s.state = 'planned',
       s.state = 'lobby', s.starts_at nulls last, s.created_at desc
     limit ?`,
    [limit]
  )
  return sessions.rows.map((row) => ({
    id: row.id,
    title: titleFor({ ...row, journey: { title: row.journey_title } }, reader),
    state: row.state,
    startsAt: row.starts_at,
    endedAt: row.ended_at,
    facilitator: row.facilitator_name,
    as:
      sessionAccess({
        person: row.person_id,
        role: row.role,
        facilitator: row.facilitator_id,
        joined: row.is_joined,
      }) ?? 'invited',
    joined: row.joined,
    joinCode: row.join_code,
  }))
}
