/** A server that does not answer a command for so long is away. Milliseconds. */
const PATIENCE = 500
const CONNECT_PATIENCE = 2_000
const FIRST_PAUSE = 100
const LONGEST_PAUSE = 2_000

/**
 * How to talk to a server of the Redis protocol: what it cannot do at once fails at once, and the
 * connection mends itself for as long as the process runs.
 *
 * @param address `redis://` or `rediss://`, with user, password and number of the database
 * @param ca certificates (PEM) that the server's is checked by, instead of the public ones
 */
export function redisOptions(address: string, ca?: string) {
  const url = new URL(address)
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 6379),
    username: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    db: Number(url.pathname.slice(1) || 0),
    tls: url.protocol === 'rediss:' ? { ca } : undefined,
    commandTimeout: PATIENCE,
    connectTimeout: CONNECT_PATIENCE,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempts: number) => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempts - 1)),
  }
}
