import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'

/** Images that one person brings in ten minutes: a file with a whole canvas of them, and some. */
export const IMAGES = 240

/**
 * Counts a try to bring an image by a person.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export async function throttleImages(person: string): Promise<void> {
  const images = limiter.use({ requests: IMAGES, duration: '10 minutes' })
  await withinLimit(images.consume(`canvas-image:${person}`))
}
