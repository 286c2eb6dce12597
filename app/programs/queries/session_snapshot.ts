import { tenancy } from '#core/tenancy/tenancy'
import type { LivePerson, LivePick, SessionSnapshot } from '#pages/programs/live.props'
import { liveStateOf, type Session } from '../session.js'

/** Everybody who has joined a session, in the order in which they came. Call it inside a scope. */
export async function listJoined(session: string): Promise<LivePerson[]> {
  const joined = await tenancy.client().rawQuery<{ rows: LivePerson[] }>(
    `select person_id as id, display_name as name from participants
     where session_id = ? and joined_at is not null order by joined_at, id`,
    [session]
  )
  return joined.rows
}

/** What was picked in a session, of all phases and people. Call it inside a scope. */
export async function listPicks(session: string): Promise<LivePick[]> {
  const picks = await tenancy.client().rawQuery<{ rows: LivePick[] }>(
    `select person_id as person, phase_index as "phaseIndex", max(draw) as draw,
       array_agg(card_id::text order by position) as cards
     from picks where session_id = ?
     group by person_id, phase_index order by phase_index, min(picked_at)`,
    [session]
  )
  return picks.rows.map(({ person, phaseIndex, cards, draw }) => ({
    person,
    phaseIndex,
    cards,
    draw,
  }))
}

/** All that the live page of a session follows. Call it inside a scope. */
export async function sessionSnapshot(session: Session): Promise<SessionSnapshot> {
  const people = await listJoined(session.id)
  const picks = await listPicks(session.id)
  return { ...liveStateOf(session), people, picks }
}
