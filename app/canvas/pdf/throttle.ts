import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'

/** PDFs of one person in ten minutes. */
export const PRINTS = 30

/**
 * Counts a try to print a canvas by a person.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export async function throttlePrints(person: string): Promise<void> {
  const prints = limiter.use({ requests: PRINTS, duration: '10 minutes' })
  await withinLimit(prints.consume(`canvas-pdf:${person}`))
}
