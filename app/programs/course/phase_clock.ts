/**
 * The time of a phase. It runs towards `endsAt`, or stands still with `remaining` left; milliseconds
 * since 1970 and milliseconds. All null before the first phase and after the end.
 */
export interface PhaseClock {
  startedAt: number | null
  endsAt: number | null
  remaining: number | null
}

const MINUTE = 60_000

/** The clock of a session that is not in a phase. */
export const STOPPED: PhaseClock = { startedAt: null, endsAt: null, remaining: null }

/** A phase of so many minutes begins. */
export function startPhase(minutes: number, now: number): PhaseClock {
  return { startedAt: now, endsAt: now + minutes * MINUTE, remaining: null }
}

/** Milliseconds that are left; 0 once the time is up, null outside a phase. */
export function timeLeft(clock: PhaseClock, now: number): number | null {
  if (clock.remaining !== null) return clock.remaining
  return clock.endsAt === null ? null : Math.max(0, clock.endsAt - now)
}

/** The time stands still. */
export function pauseClock(clock: PhaseClock, now: number): PhaseClock {
  if (clock.remaining !== null || clock.endsAt === null) return clock
  return { ...clock, endsAt: null, remaining: Math.max(0, clock.endsAt - now) }
}

/** The time runs on from where it stood. */
export function resumeClock(clock: PhaseClock, now: number): PhaseClock {
  if (clock.remaining === null) return clock
  return { ...clock, endsAt: now + clock.remaining, remaining: null }
}

/** One more minute; counted from now when the time was up already. */
export function addMinute(clock: PhaseClock, now: number): PhaseClock {
  if (clock.remaining !== null) return { ...clock, remaining: clock.remaining + MINUTE }
  if (clock.endsAt === null) return clock
  return { ...clock, endsAt: Math.max(clock.endsAt, now) + MINUTE }
}
