/** Failures that are free of waiting. */
export const FREE_FAILURES = 5

const SECONDS = 30
const LONGEST = 15 * 60

/** Seconds to wait after so many failures in a row: none before the fifth, then doubling to 15 minutes. */
export function waitAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0
  return Math.min(SECONDS * 2 ** (failures - FREE_FAILURES), LONGEST)
}
