/** Minutes by which a start may lie back: who plans something for now is slower than the clock. */
const GRACE = 15

/** Years ahead beyond which a start is rather a slip of the finger. */
const FURTHEST = 5

const MINUTE = 60_000
const YEAR = 365.25 * 86_400_000

/** Why a session cannot begin then; null when it can. */
export function startProblem(
  startsAt: Date | null,
  now: number
): 'startsInPast' | 'startsTooLate' | null {
  if (startsAt === null) return null
  if (startsAt.getTime() < now - GRACE * MINUTE) return 'startsInPast'
  return startsAt.getTime() > now + FURTHEST * YEAR ? 'startsTooLate' : null
}

/** Whether two starts are the same minute, which is as exact as a form tells it. */
export function isSameStart(one: Date | null, other: Date | null): boolean {
  if (one === null || other === null) return one === other
  return Math.floor(one.getTime() / MINUTE) === Math.floor(other.getTime() / MINUTE)
}
