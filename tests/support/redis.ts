import { RedisConnection } from '@adonisjs/redis'
import { redisOptions } from '#core/redis/redis_options'
import type { Service } from '#tests/services/service'

/** A connection to a server of the tests, as the appliance makes it. */
export async function connectTo(service: Service | undefined): Promise<RedisConnection> {
  const redis = new RedisConnection('test', redisOptions(service?.settings.REDIS_URL ?? ''))
  await becomesReady(redis)
  return redis
}

/** Waits until a connection can be used, again or for the first time. */
export async function becomesReady({ ioConnection }: RedisConnection): Promise<void> {
  if (ioConnection.status === 'ready') return
  await new Promise<void>((resolve) => ioConnection.once('ready', () => resolve()))
}
