import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'

/** Versions that one person asks for in ten minutes. */
export const VERSIONS = 60

/**
 * Counts a version that a person asks for: each can drive an older one out.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export async function throttleVersions(person: string): Promise<void> {
  const versions = limiter.use({ requests: VERSIONS, duration: '10 minutes' })
  await withinLimit(versions.consume(`canvas-version:${person}`))
}
