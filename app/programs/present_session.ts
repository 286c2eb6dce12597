import type { Locale } from '#config/locales'
import { publicUrl } from '#config/settings'
import { localise, type LocalisedPhase } from './journeys/journey.js'
import { liveStateOf, titleFor, type Session } from './session.js'
import type { SessionAccess } from './policies/session_access.js'
import type { LiveState } from '#pages/programs/live.props'

/** The address at which people join the session with this code. */
export function joinUrlOf(code: string): string {
  return `${publicUrl}/join/${code}`
}

/** Whether the address at which people would join leads nowhere but to this very machine. */
export function isAddressOfThisMachine(): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(publicUrl).hostname)
}

/** A session as `/api/v1` answers it. */
export interface PresentedSession extends LiveState {
  id: string
  title: string
  admission: 'open' | 'invited'
  startsAt: string | null
  endedAt: string | null
  facilitator: { id: string; name: string } | null
  /** What the caller is in it. */
  access: SessionAccess
  phases: LocalisedPhase[]
  /** For facilitators only. */
  joinCode?: string
  /** For facilitators only. */
  joinUrl?: string
}

/** A session in the caller's language, with what the caller may know of it. */
export function presentSession(
  session: Session,
  access: SessionAccess,
  locale: Locale
): PresentedSession {
  const { sequence, state, phaseIndex, startedAt, endsAt, remaining } = liveStateOf(session)
  return {
    id: session.id,
    title: titleFor(session, locale),
    admission: session.admission,
    startsAt: session.startsAt?.toISOString() ?? null,
    endedAt: session.endedAt?.toISOString() ?? null,
    facilitator: session.facilitator,
    access,
    sequence,
    state,
    phaseIndex,
    startedAt,
    endsAt,
    remaining,
    phases: localise(session.journey, locale, session.locale).phases,
    ...(access === 'facilitator'
      ? { joinCode: session.joinCode, joinUrl: joinUrlOf(session.joinCode) }
      : {}),
  }
}
