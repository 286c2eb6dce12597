import type { RedisConnection } from '@adonisjs/redis'
import { troubleOf, type RedisTrouble } from './trouble.js'

const PROBE = 'belvedere:probe'

/** What is wrong with the server now; null when it is well. */
export async function examine(redis: RedisConnection): Promise<RedisTrouble | null> {
  if (redis.ioConnection.status !== 'ready') return troubleOf(redis.lastError)
  try {
    const memory = await redis.info('memory')
    // A server that forgets when it is full forgets limits, and then there are none.
    if (!/^maxmemory_policy:noeviction\s*$/m.test(memory)) return 'evicting'
    await redis.set(PROBE, '1', 'PX', 1_000)
    return null
  } catch (error) {
    return troubleOf(redis.lastError ?? error)
  }
}
