import { audit } from '#core/audit/audit'
import { events } from '#core/events/events'
import { live } from '#live'
import { tenancy } from '#core/tenancy/tenancy'
import type { LiveState } from '#pages/programs/live.props'
import { takeStep, type Step } from '../course/step.js'
import { programErrors } from '../errors.js'
import { findSessionToLead } from '../queries/find_session.js'
import { channelOf, liveStateOf, type Session } from '../session.js'

/** How a step ended: `stale` when the session had moved on from where the step was meant for. */
export interface ControlResult {
  stale: boolean
  state: LiveState
}

/**
 * Takes one step of a session and tells everybody who follows it. A step that has been taken
 * already changes nothing. Call it inside a scope.
 *
 * @param follows the sequence that the step was decided on; absent when it does not matter
 * @throws core.notFound, core.forbidden, programs.sessionEnded, programs.impossibleStep
 */
export async function controlSession(
  id: string,
  step: Step,
  follows?: number
): Promise<ControlResult> {
  const session = await findSessionToLead(id, true)
  const isStale = follows !== undefined && follows !== session.sequence
  if (isStale) return { stale: true, state: liveStateOf(session) }
  const minutes = session.journey.phases.map((phase) => phase.minutes)
  const result = takeStep(session, step, minutes, Date.now())
  if (result.kind === 'refused') throw programErrors[result.reason]()
  if (result.kind === 'taken already') return { stale: false, state: liveStateOf(session) }
  const next: Session = { ...session, ...result.course, sequence: session.sequence + 1 }
  await save(next)
  await recordTurn(session, next)
  const state = liveStateOf(next)
  tenancy.afterCommit(() => {
    live.publish(channelOf(id), { kind: 'state', state }, state.sequence)
    // Who has the canvas open asks anew, and may look at it but no longer change it.
    if (state.state === 'ended') live.close({ channel: `canvas:${id}` })
  })
  return { stale: false, state }
}

async function save({ id, state, phaseIndex, clock, sequence }: Session): Promise<void> {
  const date = (milliseconds: number | null) =>
    milliseconds === null ? null : new Date(milliseconds)
  await tenancy
    .client()
    .from('sessions')
    .where('id', id)
    .update({
      state,
      phase_index: phaseIndex,
      phase_started_at: date(clock.startedAt),
      phase_ends_at: date(clock.endsAt),
      paused_remaining: clock.remaining,
      sequence,
      ended_at: state === 'ended' ? new Date() : null,
    })
}

const TURNS = {
  planned: undefined,
  lobby: 'programs.sessionOpened',
  running: 'programs.sessionStarted',
  ended: 'programs.sessionEnded',
} as const

/** The audit log holds the turns of a session, not each step; others are told of the two that count. */
async function recordTurn(before: Session, { id, state, title }: Session): Promise<void> {
  const action = TURNS[state]
  if (!action || before.state === state) return
  await audit.record({ action, subject: { kind: 'session', id }, details: { title } })
  if (action === 'programs.sessionOpened') return
  await events.emit({ name: action, payload: { session: id } })
}
