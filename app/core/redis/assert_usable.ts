import { once } from 'node:events'
import type { RedisConnection } from '@adonisjs/redis'
import { examine } from './examine.js'
import { troubleOf, type RedisTrouble } from './trouble.js'

/** The server that `REDIS_URL` names cannot be used; the message says why. */
export class RedisError extends Error {
  override name = 'RedisError'
}

const REASONS: Record<RedisTrouble, string> = {
  unreachable: 'the server cannot be reached',
  wrongCredentials: 'the server refuses the user or the password',
  certificateExpired: 'the certificate of the server has expired',
  certificateNotTrusted:
    'the certificate of the server is not trusted. Name its authority by REDIS_CA_FILE',
  evicting:
    'the server may drop what it was told, and limits with it. Set its maxmemory-policy to noeviction',
  full: 'the server has no room left',
  readOnly: 'the server is a replica that cannot be written to',
}

/**
 * Waits until a server can be used.
 *
 * @throws RedisError when it cannot; the connection is given up then
 */
export async function assertUsable(redis: RedisConnection): Promise<void> {
  const trouble = (await becomesReady(redis)) ?? (await examine(redis))
  if (!trouble) return
  await redis.disconnect()
  throw new RedisError(`REDIS_URL: ${REASONS[trouble]}.`)
}

/** Waits for the first connection; what is wrong when there is none. */
async function becomesReady({ ioConnection }: RedisConnection): Promise<RedisTrouble | null> {
  if (ioConnection.status === 'ready') return null
  try {
    await once(ioConnection, 'ready')
    return null
  } catch (error) {
    return troubleOf(error)
  }
}
