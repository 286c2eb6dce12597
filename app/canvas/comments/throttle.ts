import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'
import { COMMENTS_PER_MINUTE } from './discussion.js'

/**
 * Counts what a person writes and changes: everybody who has the canvas open asks anew each time.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export async function throttleComments(person: string): Promise<void> {
  const writing = limiter.use({ requests: COMMENTS_PER_MINUTE, duration: '1 minute' })
  await withinLimit(writing.consume(`canvas-comments:${person}`))
}
