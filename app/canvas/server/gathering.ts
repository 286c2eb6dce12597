/** How long changes are gathered at most, in milliseconds. */
const LONGEST = 32
/** How often it is looked how busy the process is. Milliseconds. */
const LOOK = 250
/** From which part of its time at work on changes are gathered, and from which for the longest. */
const [BUSY, BUSIEST] = [0.6, 0.9]

let longest = 0
let before = performance.eventLoopUtilization()

setInterval(() => {
  const now = performance.eventLoopUtilization()
  const { utilization } = performance.eventLoopUtilization(now, before)
  before = now
  longest = gatheringAt(utilization)
}, LOOK).unref()

/**
 * How long changes are gathered that are told to everybody at once: not at all while the process has
 * time to tell each by itself, longer the busier it is, because telling many together is less work.
 *
 * @param busy the part of its time that the process has been at work, from 0 to 1
 * @returns milliseconds
 */
export function gatheringAt(busy: number): number {
  const part = (busy - BUSY) / (BUSIEST - BUSY)
  return Math.round(LONGEST * Math.min(1, Math.max(0, part)))
}

/** How long changes are gathered now. Milliseconds. */
export const gathering = (): number => longest
