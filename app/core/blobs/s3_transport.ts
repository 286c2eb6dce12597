import * as http from 'node:http'
import * as https from 'node:https'
import { text } from 'node:stream/consumers'

const CONNECT_MS = 3_000
/** Somebody waits for what is read. What is written may first have to be put together over there. */
const IDLE_MS = { read: 5_000, write: 30_000 } as const
const MOST_CONNECTIONS = 128

/** The store failed; `code` is what it calls that, or its status. */
export class StoreFailedError extends Error {
  override name = 'StoreFailedError'

  constructor(
    readonly status: number,
    readonly code: string
  ) {
    super(`The store answered ${status}`)
  }
}

class TooSlowError extends Error {
  override name = 'TooSlowError'
  readonly code = 'ETIMEDOUT'
}

type OnResponse = (response: http.IncomingMessage) => void

/**
 * How the MinIO client reaches the store: with connections that are kept, and given up when nothing
 * comes. The client itself waits without end, and writes failures of the store to the console
 * instead of telling what they are.
 *
 * @param ca certificates to trust beside those of the system, as PEM
 */
export function s3Transport(isSecure: boolean, ca: string[] | undefined) {
  const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS, ...(ca && { ca }) }
  const agent = isSecure ? new https.Agent(options) : new http.Agent(options)
  const send = isSecure ? https.request : http.request

  function request(to: http.RequestOptions | string | URL, onResponse?: unknown) {
    const sent = send(to, (response) => {
      if ((response.statusCode ?? 500) >= 500) fail(sent, response)
      else if (isListener(onResponse)) onResponse(response)
    })
    const idle = ['GET', 'HEAD'].includes(sent.method) ? IDLE_MS.read : IDLE_MS.write
    sent.setTimeout(idle, () => sent.destroy(new TooSlowError()))
    sent.once('socket', (socket) => {
      if (!socket.connecting) return
      const timer = setTimeout(() => sent.destroy(new TooSlowError()), CONNECT_MS)
      const stop = () => clearTimeout(timer)
      socket.once('connect', stop)
      sent.once('close', stop)
    })
    return sent
  }
  return { agent, transport: { request } }
}

const isListener = (value: unknown): value is OnResponse => typeof value === 'function'

function fail(request: http.ClientRequest, response: http.IncomingMessage): void {
  const status = response.statusCode ?? 500
  text(response).then(
    (body) => {
      const code = /<Code>(\w{1,100})<\/Code>/.exec(body)?.[1]
      request.emit('error', new StoreFailedError(status, code ?? String(status)))
    },
    (error: unknown) => request.emit('error', error)
  )
}
