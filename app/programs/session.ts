import { isLocale, FALLBACK_LOCALE, type Locale } from '#config/locales'
import type { LiveState } from '#pages/programs/live.props'
import type { SessionState } from './course/step.js'
import type { PhaseClock } from './course/phase_clock.js'
import { wordsIn, type Journey } from './journeys/journey.js'

/** Who may join: anybody with the code, or only people who were invited. */
export type Admission = 'open' | 'invited'

/** A facilitated session. */
export interface Session {
  id: string
  organisation: string
  title: string
  facilitator: { id: string; name: string } | null
  /** The session's own copy. */
  journey: Journey
  /** The language in which it was planned. */
  locale: Locale
  admission: Admission
  joinCode: string
  startsAt: Date | null
  state: SessionState
  phaseIndex: number
  clock: PhaseClock
  /** Counts the facilitator's steps. */
  sequence: number
  endedAt: Date | null
}

/** A session as queries select it: see `SESSION_COLUMNS`. */
export interface SessionRow {
  id: string
  organisation_id: string
  title: string
  facilitator_id: string | null
  facilitator_name: string | null
  journey: Journey
  locale: string
  admission: Admission
  join_code: string
  starts_at: Date | null
  state: SessionState
  phase_index: number
  phase_started_at: Date | null
  phase_ends_at: Date | null
  paused_remaining: number | null
  sequence: number
  ended_at: Date | null
}

/** Columns of a session, from `sessions s` and its facilitator `people f`. */
export const SESSION_COLUMNS = `s.id, s.organisation_id, s.title, s.facilitator_id,
  f.name as facilitator_name, s.journey, s.locale, s.admission, s.join_code, s.starts_at, s.state,
  s.phase_index, s.phase_started_at, s.phase_ends_at, s.paused_remaining,
  s.sequence::int as sequence, s.ended_at`

/** A selected session. */
export function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    organisation: row.organisation_id,
    title: row.title,
    facilitator: row.facilitator_id
      ? { id: row.facilitator_id, name: row.facilitator_name ?? '' }
      : null,
    journey: row.journey,
    locale: isLocale(row.locale) ? row.locale : FALLBACK_LOCALE,
    admission: row.admission,
    joinCode: row.join_code,
    startsAt: row.starts_at,
    state: row.state,
    phaseIndex: row.phase_index,
    clock: {
      startedAt: row.phase_started_at?.getTime() ?? null,
      endsAt: row.phase_ends_at?.getTime() ?? null,
      remaining: row.paused_remaining,
    },
    sequence: row.sequence,
    endedAt: row.ended_at,
  }
}

/**
 * What a session is called: as it was named, or in the reader's language as its journey is, when it
 * was named no otherwise.
 */
export function titleFor(
  { title, journey, locale }: { title: string; journey: Pick<Journey, 'title'>; locale: Locale },
  reader: Locale
): string {
  const isOwn = !Object.values(journey.title).includes(title)
  return isOwn ? title : wordsIn(journey.title, reader, locale)
}

/** Where a session stands, for those who follow it. */
export function liveStateOf(
  session: Pick<Session, 'sequence' | 'state' | 'phaseIndex' | 'clock'>
): LiveState {
  const { sequence, state, phaseIndex, clock } = session
  return {
    sequence,
    state,
    phaseIndex,
    startedAt: clock.startedAt,
    endsAt: clock.endsAt,
    remaining: clock.remaining,
  }
}

/** The live channel of a session. */
export function channelOf(session: string): string {
  return `session:${session}`
}
