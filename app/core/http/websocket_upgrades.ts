import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { Server as SecureServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { metrics } from '#core/observability/metrics'
import { endOf, inTrace, openTrace } from '#core/observability/tracing'
import { isDraining } from './draining.js'

/** Takes over a connection that asks to become a WebSocket. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer
) => void | Promise<void>

const handlers = new Map<string, UpgradeHandler>()
const sockets = new Set<Duplex>()
const farewells: (() => void | Promise<void>)[] = []

/** How long clients may take to answer that they are told to come back. Milliseconds. */
const FAREWELL_MS = 1_000

/**
 * Registers who answers WebSocket requests: a prefix that ends with `/` takes every path below it
 * (`/canvas/`), any other takes that one path (`/live`). The handler authorises by itself.
 */
export function onUpgrade(prefix: string, handler: UpgradeHandler): void {
  handlers.set(prefix, handler)
}

/** Ends a connection that must not become a WebSocket with a bare HTTP status. */
export function refuseUpgrade(socket: Duplex, status: 400 | 401 | 403 | 404 | 429 | 503): void {
  const reasons = {
    400: 'Bad Request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not Found',
    429: 'Too Many Requests',
    503: 'Service Unavailable',
  }
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  )
}

/** Lets the registered handlers answer this server's WebSocket requests; unknown paths get a 404. */
export function serveUpgrades(server: Server | SecureServer): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client that vanishes during the handshake must not end the process.
    socket.on('error', () => socket.destroy())
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    if (isDraining()) return refuseUpgrade(socket, 503)
    const found = handlerFor(pathOf(request))
    if (!found) return refuseUpgrade(socket, 404)
    const [endpoint, handler] = found
    metrics.webSockets.inc({ endpoint })
    socket.once('close', () => metrics.webSockets.dec({ endpoint }))
    void answer(endpoint, () => handler(request, socket, head)).catch(() => {
      // A request that cannot be read must not end the process.
      refuseUpgrade(socket, 400)
    })
  })
}

/** A connection begins a trace: what is asked for on it belongs to that. */
async function answer(endpoint: string, handle: () => void | Promise<void>): Promise<void> {
  const opened = openTrace(`WebSocket ${endpoint}`, { kind: 'server' })
  try {
    await inTrace(opened.context, handle)
    opened.end()
  } catch (error) {
    opened.end(endOf(error))
    throw error
  }
}

/**
 * Registers what is done before this process ends: store what clients have sent, and tell them to
 * come back, to another node or when this one has been started again.
 */
export function onFarewell(farewell: () => void | Promise<void>): void {
  farewells.push(farewell)
}

/** Says farewell on every WebSocket, and ends those that do not answer it. */
export async function leaveWebSockets(): Promise<void> {
  await Promise.allSettled(farewells.map(async (farewell) => farewell()))
  const gone = [...sockets].map((socket) => once(socket, 'close').catch(() => undefined))
  await Promise.race([Promise.all(gone), wait(FAREWELL_MS, undefined, { ref: false })])
  endWebSockets()
}

/** Ends every WebSocket: a server that still has some never finishes closing. */
export function endWebSockets(): void {
  for (const socket of sockets) socket.destroy()
}

/** The path of a request without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/'
}

function handlerFor(path: string): [string, UpgradeHandler] | undefined {
  for (const [prefix, handler] of handlers) {
    if (prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix) return [prefix, handler]
  }
  return undefined
}
