import {
  addMinute,
  pauseClock,
  resumeClock,
  startPhase,
  STOPPED,
  type PhaseClock,
} from './phase_clock.js'

/** Where a session stands. */
export type SessionState = 'planned' | 'lobby' | 'running' | 'ended'

/** The part of a session that a facilitator moves. */
export interface Course {
  state: SessionState
  phaseIndex: number
  clock: PhaseClock
}

/** What a facilitator can do with a session. */
export const STEPS = [
  'open',
  'start',
  'next',
  'previous',
  'addMinute',
  'pause',
  'resume',
  'end',
] as const

/** What a facilitator can do with a session. */
export type Step = (typeof STEPS)[number]

/** A step that was taken, one that has been taken already, or why it cannot be. */
export type StepResult =
  | { kind: 'taken'; course: Course }
  | { kind: 'taken already' }
  | { kind: 'refused'; reason: 'sessionEnded' | 'impossibleStep' }

const impossible: StepResult = { kind: 'refused', reason: 'impossibleStep' }
const already: StepResult = { kind: 'taken already' }

/**
 * Takes one step.
 *
 * @param minutes of each phase of the session's journey
 * @param now milliseconds since 1970
 */
export function takeStep(
  course: Course,
  step: Step,
  minutes: readonly number[],
  now: number
): StepResult {
  if (course.state === 'ended') {
    return step === 'end' ? already : { kind: 'refused', reason: 'sessionEnded' }
  }
  switch (step) {
    case 'open':
      return course.state === 'planned' ? taken({ ...course, state: 'lobby' }) : already
    case 'start':
      return course.state === 'running' ? already : enter(course, 0, minutes, now)
    case 'next':
      return move(course, 1, minutes, now)
    case 'previous':
      return move(course, -1, minutes, now)
    case 'addMinute':
      return turn(course, addMinute(course.clock, now))
    case 'pause':
      return turn(course, pauseClock(course.clock, now))
    case 'resume':
      return turn(course, resumeClock(course.clock, now))
    case 'end':
      return taken({ ...course, state: 'ended', clock: STOPPED })
  }
}

function taken(course: Course): StepResult {
  return { kind: 'taken', course }
}

function enter(
  course: Course,
  phaseIndex: number,
  minutes: readonly number[],
  now: number
): StepResult {
  const length = minutes[phaseIndex]
  if (length === undefined) return impossible
  return taken({ ...course, state: 'running', phaseIndex, clock: startPhase(length, now) })
}

function move(course: Course, by: 1 | -1, minutes: readonly number[], now: number): StepResult {
  if (course.state !== 'running') return impossible
  return enter(course, course.phaseIndex + by, minutes, now)
}

function turn(course: Course, clock: PhaseClock): StepResult {
  if (course.state !== 'running') return impossible
  return clock === course.clock ? already : taken({ ...course, clock })
}
