import limiter from '@adonisjs/limiter/services/main'
import { coreErrors } from '#core/errors/core_errors'

/** Tries in ten minutes: enough to mend a deck fault by fault, too few to keep a machine busy. */
const TRIES = 30

/**
 * Counts a try to import by an organisation.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export async function throttleImports(organisation: string): Promise<void> {
  const limit = limiter.use({ requests: TRIES, duration: '10 minutes' })
  const key = `import:${organisation}`
  if ((await limit.remaining(key)) <= 0) {
    throw coreErrors.tooManyRequests({ retryAfter: await limit.availableIn(key) })
  }
  await limit.increment(key)
}
