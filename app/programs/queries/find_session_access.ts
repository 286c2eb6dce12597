import type { SessionAccess } from '../policies/session_access.js'
import type { SessionState } from '../course/step.js'
import type { Phase } from '../journeys/journey.js'
import { lookForSession } from './find_session.js'

/** What the person of the scope is in a session; null when nothing. Call it inside a scope. */
export async function findSessionAccess(id: string): Promise<SessionAccess | null> {
  return (await lookForSession(id))?.access ?? null
}

/** Where a session stands. */
export interface SessionPhase {
  state: SessionState
  /** Null unless the session is running. */
  phase: Phase | null
  /** How the person belongs to it: another each time that they join, one for all who lead it. */
  tie: string
}

/** Where a session of the scope's person stands; null when it is not theirs. Call it inside a scope. */
export async function sessionPhaseOf(id: string): Promise<SessionPhase | null> {
  const found = await lookForSession(id)
  if (!found) return null
  const { session, access, participant } = found
  const isRunning = session.state === 'running'
  const phase = isRunning ? (session.journey.phases[session.phaseIndex]?.phase ?? null) : null
  const tie = access === 'facilitator' || participant === null ? 'leads' : participant
  return { state: session.state, phase, tie }
}
