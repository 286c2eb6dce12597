import { errors } from '@adonisjs/limiter'
import { coreErrors } from '#core/errors/core_errors'
import type { Refusal } from '#core/errors/refusal'

/**
 * Waits for something to be counted. Count before doing what is counted: what is done at once
 * counts too then.
 *
 * @param refuse makes the refusal from the seconds after which trying again makes sense
 * @throws the refusal, core.tooManyRequests unless another is given, when the limit is used up
 */
export async function withinLimit<Counted>(
  counting: Promise<Counted>,
  refuse = (seconds: number): Refusal => coreErrors.tooManyRequests({ retryAfter: seconds })
): Promise<Counted> {
  try {
    return await counting
  } catch (error) {
    if (!(error instanceof errors.E_TOO_MANY_REQUESTS)) throw error
    throw refuse(error.response.availableIn)
  }
}
