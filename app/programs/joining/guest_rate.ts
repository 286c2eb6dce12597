import { errors as limiterErrors } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import { programErrors } from '../errors.js'

/** New guests from one address in two minutes: a class at once, and thirty a minute after it. */
const GUESTS = 60

/**
 * Counts a new guest from a network address, so that nobody fills a session alone.
 *
 * @throws programs.tooManyGuests with the seconds to wait
 */
export async function countGuest(address: string): Promise<void> {
  try {
    await limiter.use({ requests: GUESTS, duration: '2 minutes' }).consume(`guest:${address}`)
  } catch (error) {
    if (!(error instanceof limiterErrors.E_TOO_MANY_REQUESTS)) throw error
    const seconds = error.response.availableIn
    throw programErrors.tooManyGuests({ retryAfter: seconds, values: { seconds } })
  }
}
