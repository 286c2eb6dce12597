/** How often a consumer is given an event before it goes to the dead letters, unless it says so. */
export const MAX_ATTEMPTS = 8

const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * How long to wait after a failed attempt: twice as long each time, up to five minutes, of which a
 * random half spreads what failed together.
 *
 * @param attempt 1 for the first attempt
 * @param chance from 0 to 1
 * @returns milliseconds
 */
export function backOff(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1))
  return Math.round(longest / 2 + (longest / 2) * chance)
}
