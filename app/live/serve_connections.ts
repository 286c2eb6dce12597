import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import logger from '@adonisjs/core/services/logger'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { findSignIn, tokenOfUpgrade } from '#accounts'
import { oneAtATime } from '#core/one_at_a_time'
import { isSameOrigin } from '#core/http/same_origin'
import { kindOf } from '#core/errors/describe_error'
import { toRefusal } from '#core/errors/to_refusal'
import { reportError } from '#core/observability/error_reports'
import { metrics } from '#core/observability/metrics'
import { span } from '#core/observability/tracing'
import { refuseUpgrade } from '#core/http/websocket_upgrades'
import { answerMessage, authenticate, lookAgain } from './answer_message.js'
import { Connection } from './connection.js'
import { hub } from './live.js'
import { LIVE_CLOSE, LIVE_LIMITS, parseClientMessage, type ClientMessage } from './protocol.js'

/** A client that sends faster than it is answered is held back at this many messages. */
const MAX_WAITING = 100

const server = new WebSocketServer({
  noServer: true,
  maxPayload: LIVE_LIMITS.messageBytes,
  perMessageDeflate: false,
})

/** Turns a request for `/live` into a connection. Pages of other sites are refused. */
export function acceptConnection(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  if (request.headers.origin && !isSameOrigin(request)) return refuseUpgrade(socket, 403)
  const token = tokenOfUpgrade(request)
  server.handleUpgrade(request, socket, head, (accepted) => serve(accepted, token))
}

function serve(socket: WebSocket, token: string | null): void {
  const connection = new Connection(socket)
  hub.connections.add(connection)
  if (token) void connection.inTurn(() => attempt(authenticate(connection, token)))
  let waiting = 0
  // A socket speaks outside of any trace; what it says belongs to the one that it was opened in.
  const inItsTrace = AsyncLocalStorage.snapshot()
  const tooLate = setTimeout(() => {
    if (!connection.hasSaidWho) connection.close(LIVE_CLOSE.signInRequired, 'core.signInRequired')
  }, LIVE_LIMITS.authenticateWithin)
  tooLate.unref()

  socket.on('message', (data, isBinary) => {
    connection.alive = true
    if (!connection.rate.allows(Date.now())) {
      metrics.limitRefusals.inc({ code: 'live.tooFast' })
      return connection.complain('live.tooFast')
    }
    const message = isBinary ? null : parseClientMessage(textOf(data))
    if (!message) return connection.complain('live.malformed')
    if (waiting >= MAX_WAITING) return connection.complain('live.tooFast')
    waiting++
    void connection
      .inTurn(() => inItsTrace(() => attempt(answer(connection, message))))
      .finally(() => waiting--)
  })
  socket.on('pong', () => (connection.alive = true))
  // What arrives too large or broken ends the connection by itself; nothing is left to do.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearTimeout(tooLate)
    hub.connections.delete(connection)
    for (const channel of connection.subscriptions.keys()) hub.leave(connection, channel)
  })
}

function answer(connection: Connection, message: ClientMessage): Promise<void> {
  return span(`live ${message.type}`, {}, () => answerMessage(connection, message))
}

async function attempt(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    logger.error({ kind: kindOf(error) }, 'live failed')
    if (toRefusal(error).status === 500) reportError(error, { during: 'live' })
  }
}

/**
 * Drops connections that no longer answer, and those whose sign-in has ended without a word, such
 * as by running out.
 */
export async function heartbeat(): Promise<void> {
  for (const connection of [...hub.connections]) {
    if (!connection.alive) {
      connection.socket.terminate()
      continue
    }
    connection.alive = false
    connection.socket.ping()
    if (!connection.token) continue
    await attempt(
      findSignIn(connection.token).then((signIn) => {
        if (!signIn) connection.close(LIVE_CLOSE.signInRequired, 'core.signInRequired')
      })
    )
  }
}

/** Lets everybody come back, to another node or when this one has been started again. */
export function sendAwayAll(): void {
  for (const connection of hub.connections) connection.close(LIVE_CLOSE.restart, 'live.restart')
}

/** Connections that look again at once: they ask the database, which serves others too. */
const LOOK_AT_ONCE = 8

/** Shows everybody anew what they follow, because notices of it may have been lost. */
export const lookAgainAtAll = oneAtATime(async () => {
  const left = [...hub.connections]
  const lookOn = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const connection = next
      await connection.inTurn(() => lookAgain(connection))
    }
  }
  await Promise.all(Array.from({ length: LOOK_AT_ONCE }, lookOn))
})

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()
}
