import { setImmediate as turn } from 'node:timers/promises'

const PATIENCE_MS = 10_000

/**
 * Asks again and again until it is so.
 *
 * @throws Error when it has not come to be within ten seconds
 */
export async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It never came to be')
    // What is waited for needs its turn, even when asking takes none.
    await turn()
  }
}
