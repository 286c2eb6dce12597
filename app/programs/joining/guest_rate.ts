import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'
import { programErrors } from '../errors.js'

/** New guests from one address in two minutes: a class at once, and thirty a minute after it. */
const GUESTS = 60

/**
 * Counts a new guest from a network address, so that nobody fills a session alone.
 *
 * @throws programs.tooManyGuests with the seconds to wait
 */
export async function countGuest(address: string): Promise<void> {
  const limit = limiter.use({ requests: GUESTS, duration: '2 minutes' })
  await withinLimit(limit.consume(`guest:${address}`), (seconds) =>
    programErrors.tooManyGuests({ retryAfter: seconds, values: { seconds } })
  )
}
