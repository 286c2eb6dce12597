import type { Locale } from '#config/locales'
import type { Phase, Words } from '../journeys/journey.js'
import { lookForSession } from './find_session.js'

/** A phase of a session, as somebody in it knows it. */
export interface Moment {
  /** The session's. */
  title: string
  /** When the session is or was, ISO 8601; null when nobody has said. */
  at: string | null
  /** What the phase asks. */
  prompt: Words
  /** The language in which the session was planned. */
  locale: Locale
}

/**
 * What a phase of a session asks; null when the session is not the scope's person's, or goes without
 * that phase. Call it inside a scope.
 */
export async function findMoment(id: string, phase: Phase): Promise<Moment | null> {
  const session = (await lookForSession(id))?.session
  const asked = session?.journey.phases.find((each) => each.phase === phase)
  if (!session || !asked) return null
  const { title, startsAt, clock, locale } = session
  const at = startsAt?.getTime() ?? clock.startedAt
  return {
    title,
    at: at === null ? null : new Date(at).toISOString(),
    prompt: asked.prompt,
    locale,
  }
}
