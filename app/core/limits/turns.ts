import { coreErrors } from '#core/errors/core_errors'

/**
 * Lets heavy work be done one after another.
 *
 * @param mostWaiting how many may wait while one is done
 * @param retryAfter seconds after which those who are turned away may try again
 * @returns does a work in its turn; throws core.unavailable when too many wait
 */
export function makeTurns({
  mostWaiting,
  retryAfter,
}: {
  mostWaiting: number
  retryAfter: number
}) {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (waiting > mostWaiting) throw coreErrors.unavailable({ retryAfter })
    waiting += 1
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      waiting -= 1
    }
  }
}
