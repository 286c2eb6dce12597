/** The version of the messages below; a client that speaks another is told so. */
export const LIVE_VERSION = 1

/** Limits of one connection. */
export const LIVE_LIMITS = {
  /** Bytes of one message. */
  messageBytes: 16 * 1024,
  /** Messages in one second. */
  messagesPerSecond: 20,
  channels: 50,
  /** Complaints after which the connection is closed. */
  complaints: 5,
  /** Bytes waiting for a slow client before it is dropped. */
  waitingBytes: 1024 * 1024,
  /** Milliseconds to say who one is. */
  authenticateWithin: 5000,
  /** Milliseconds between heartbeats. */
  heartbeatEvery: 25_000,
} as const

/** Why a connection was closed, as WebSocket close codes. */
export const LIVE_CLOSE = {
  /** This process ends: reconnect, and another one or the next answers. */
  restart: 1012,
  /** It cannot be found out now who is signed in: reconnect in a while. */
  later: 1013,
  /** Nobody is signed in (any more): reconnecting is pointless before signing in. */
  signInRequired: 4401,
  /** What the person may do has changed: reconnect, and ask anew for what is shown. */
  rightsChanged: 4409,
  /** Messages were lost because the client was too slow: reconnect and subscribe again. */
  tooSlow: 4408,
  /** Too much nonsense, or too fast. */
  abuse: 4429,
} as const

/** Somebody who is here. */
export interface PresentPerson {
  id: string
  name: string
}

/** What a client says. */
export type ClientMessage =
  | { v: 1; type: 'authenticate'; token: string }
  | { v: 1; type: 'subscribe'; channel: string; after?: number }
  | { v: 1; type: 'unsubscribe'; channel: string }
  | { v: 1; type: 'ping'; at: number }

/** What the server says. `now` is its clock in milliseconds since 1970. */
export type ServerMessage =
  | { v: 1; type: 'welcome'; person: string; now: number }
  | { v: 1; type: 'subscribed'; channel: string; sequence: number; state: unknown; now: number }
  | { v: 1; type: 'refused'; channel: string; code: string }
  | { v: 1; type: 'closed'; channel: string; code: string }
  | { v: 1; type: 'message'; channel: string; sequence: number; body: unknown }
  | { v: 1; type: 'presence'; channel: string; people: PresentPerson[] }
  | { v: 1; type: 'pong'; at: number; now: number }
  | { v: 1; type: 'error'; code: string }

/** A message as it goes over a connection, made once for all who hear it. */
export function frameOf(message: ServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message))
}

/** The message in a text, or null when it is none. */
export function parseClientMessage(text: string): ClientMessage | null {
  const message = parseObject(text)
  if (!message || message.v !== LIVE_VERSION) return null
  const { type, channel, token, after, at } = message
  if (type === 'authenticate' && typeof token === 'string' && token.length <= 100) {
    return { v: 1, type, token }
  }
  if (type === 'ping' && typeof at === 'number') return { v: 1, type, at }
  if (typeof channel !== 'string' || channel.length > 100) return null
  if (type === 'unsubscribe') return { v: 1, type, channel }
  if (type !== 'subscribe') return null
  if (after === undefined) return { v: 1, type, channel }
  return typeof after === 'number' && Number.isSafeInteger(after)
    ? { v: 1, type, channel, after }
    : null
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
