import { setTimeout as wait } from 'node:timers/promises'
import { toBlobError, type BlobFault } from './blob_error.js'

const TRIES = 3
const FIRST_PAUSE_MS = 100
/** No further try begins later than this after the first: somebody may be waiting for a page. */
const PATIENCE_MS = 2_000

/**
 * Asks a store, and again a little later when it could not be reached.
 *
 * @param key the file that is asked for, if it is one
 * @param faultOf what an error of the store's client means
 * @throws BlobError
 */
export async function askAgain<Answer>(
  key: string | null,
  faultOf: (error: Error) => BlobFault,
  work: () => Promise<Answer>
): Promise<Answer> {
  const started = performance.now()
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (cause) {
      const error = toBlobError(cause, key, faultOf)
      const isOver = tried === TRIES || performance.now() - started > PATIENCE_MS
      if (error.fault !== 'unreachable' || isOver) throw error
      await wait(FIRST_PAUSE_MS * 3 ** (tried - 1))
    }
  }
}
