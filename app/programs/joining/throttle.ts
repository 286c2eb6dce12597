import limiter from '@adonisjs/limiter/services/main'
import { coreErrors } from '#core/errors/core_errors'
import { Refusal } from '#core/errors/refusal'

/** Misses in a minute from one address: a room full of people behind one may all mistype once. */
const PER_ADDRESS = 30

/** Misses in a minute from everywhere, so that many addresses do not help who guesses. */
const OVERALL = 600

/**
 * Looks for what a join code opens, and counts misses: whoever guesses is soon made to wait, while
 * those who bring a right code never are on their own account.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export async function throttleCodes<Result>(
  address: string,
  look: () => Promise<Result>
): Promise<Result> {
  const limits = [
    { limit: limiter.use({ requests: PER_ADDRESS, duration: '1 minute' }), key: `join:${address}` },
    { limit: limiter.use({ requests: OVERALL, duration: '1 minute' }), key: 'join' },
  ]
  for (const { limit, key } of limits) {
    if ((await limit.remaining(key)) <= 0) {
      throw coreErrors.tooManyRequests({ retryAfter: await limit.availableIn(key) })
    }
  }
  try {
    return await look()
  } catch (error) {
    const isMiss = error instanceof Refusal && error.code === 'programs.unknownCode'
    if (isMiss) for (const { limit, key } of limits) await limit.increment(key)
    throw error
  }
}
