import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import {
  connect,
  type ConnectionOptions,
  credsAuthenticator,
  type NatsConnection,
} from '@nats-io/transport-node'
import { problemOf, unavailable } from './nats_errors.js'

/** How a NATS server is reached. */
export interface NatsSettings {
  /** Addresses, separated by commas; the first may carry `user:password@` or `token@`. */
  url: string
  /** Path of a credentials file. */
  credentials?: string
  /** Path of the certificates that the server's is signed by. */
  ca?: string
  /** Paths of the certificate and key that this client shows. */
  certificate?: string
  key?: string
}

const ANSWER_MS = 5_000
const RECONNECT_MS = 250

/**
 * Connects, and from then on connects again whenever the connection is lost.
 *
 * @throws EventsUnavailableError when there is no connection within seconds
 */
export async function connectNats(settings: NatsSettings): Promise<NatsConnection> {
  const options = optionsOf(settings)
  if (hasExpired(settings)) throw unavailable('certificateExpired')
  try {
    const connection = await connect(options)
    if (!isNewEnough(connection.info?.version ?? '')) {
      await connection.close()
      throw unavailable('tooOld')
    }
    return connection
  } catch (error) {
    throw unavailable(problemOf(error) ?? 'unreachable', error)
  }
}

function optionsOf({ url, credentials, ca, certificate, key }: NatsSettings): ConnectionOptions {
  const addresses = url.split(',').map((address) => new URL(address.trim()))
  const { username, password } = addresses.find((each) => each.username) ?? {}
  const signIn =
    username && password
      ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
      : username
        ? { token: decodeURIComponent(username) }
        : {}
  const hasTls = ca || certificate || addresses.some(({ protocol }) => protocol === 'tls:')
  for (const [setting, path] of [
    ['NATS_CA', ca],
    ['NATS_CERTIFICATE', certificate],
    ['NATS_KEY', key],
  ] as const) {
    if (path) readFile(setting, path)
  }
  const tls = {
    // Read with each connection: renewing a certificate takes no start.
    caFile: ca,
    certFile: certificate,
    keyFile: key,
    // The client hands on no name for an address that is a number.
    checkServerIdentity: (_name: string, peer: PeerCertificate) =>
      firstIfAll(addresses.map(({ hostname }) => checkServerIdentity(hostname, peer))),
  }
  return {
    servers: addresses.map(({ host }) => host),
    ...signIn,
    ...(credentials && {
      authenticator: credsAuthenticator(readFile('NATS_CREDENTIALS', credentials)),
    }),
    ...(hasTls && { tls }),
    name: 'belvedere',
    timeout: ANSWER_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_MS,
    // Credentials may be mended while the appliance runs.
    ignoreAuthErrorAbort: true,
    // Only the addresses that are set are ever asked.
    ignoreClusterUpdates: true,
    // A stack for each message would cost a tenth of the worker's time.
    noAsyncTraces: true,
  }
}

function firstIfAll(refusals: (Error | undefined)[]): Error | undefined {
  return refusals.every((refusal) => refusal) ? refusals[0] : undefined
}

/** Whether the certificate that is shown has expired: a server that refuses it does not say why. */
export function hasExpired({ certificate }: NatsSettings): boolean {
  if (!certificate) return false
  const { validTo } = new X509Certificate(readFile('NATS_CERTIFICATE', certificate))
  return new Date(validTo).getTime() < Date.now()
}

function readFile(setting: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Error(`${setting}: this file cannot be read`, { cause: error })
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 2 || (major === 2 && minor >= 10)
}
