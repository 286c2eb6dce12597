import { createConnection, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { settings } from '#config/settings'
import { coreErrors } from '#core/errors/core_errors'
import type { Refusal } from '#core/errors/refusal'

/** Looks through files that people bring for what would harm who opens them. */
export interface Scanner {
  /**
   * Comes to its end only when all of the content was looked through and nothing was found.
   *
   * @throws core.fileInfected, core.fileNotScannable when it is too large for the scanner, and
   *   core.scannerAway when that cannot be reached, fails or takes too long
   */
  scan: (content: AsyncIterable<unknown>) => Promise<void>
  /** Whether it answers. */
  isThere: () => Promise<boolean>
}

const CONNECT_MS = 3_000
/** As long as clamd itself looks at one file at most, if nobody told it otherwise. */
const PATIENCE_MS = 120_000
/** An answer is one line; clamd names a signature in it. */
const LONGEST_ANSWER = 1024
const OK = 'stream: OK'

/**
 * ClamAV's daemon, asked by its protocol (man clamd): a command ends with a zero, and so does its
 * answer; a content comes in pieces, each behind its length in four bytes, and ends with a length
 * of zero.
 *
 * @param address `tcp://host:port` or `unix:///path`
 * @param patience milliseconds for which it may say nothing
 */
export function clamav(address: string, patience = PATIENCE_MS): Scanner {
  const { protocol, hostname, port, pathname } = new URL(address)
  const to =
    protocol === 'unix:'
      ? { path: decodeURIComponent(pathname) }
      : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) }

  /** The scanner's answer; null when none came, or came before all had been said. */
  async function ask(said: AsyncIterable<Uint8Array>): Promise<string | null> {
    const socket = createConnection(to)
    try {
      const answer = answerOf(socket, patience)
      const isSaid = await pipeline(said, socket, { end: false }).then(
        () => true,
        () => false
      )
      // It may refuse in the middle. But what it has not seen to the end it cannot find harmless.
      const text = await answer
      return text === OK && !isSaid ? null : text
    } finally {
      socket.destroy()
    }
  }

  return {
    async scan(content) {
      const refusal = refusalBy(await ask(inStream(content)))
      if (refusal) throw refusal
    },
    async isThere() {
      return (await ask(command('PING'))) === 'PONG'
    },
  }
}

function refusalBy(answer: string | null): Refusal | null {
  if (answer === OK) return null
  // Larger than what is taken, or with something inside that is larger than what is looked through.
  const isTooLarge = answer !== null && /size limit exceeded|Limits\.Exceeded/.test(answer)
  if (isTooLarge) return coreErrors.fileNotScannable()
  if (answer?.endsWith(' FOUND')) return coreErrors.fileInfected()
  return coreErrors.scannerAway({ retryAfter: 60 })
}

async function answerOf(socket: Socket, patience: number): Promise<string | null> {
  const end = () => socket.destroy(new Error('The scanner does not answer'))
  const connecting = setTimeout(end, CONNECT_MS)
  socket.once('connect', () => clearTimeout(connecting))
  socket.setTimeout(patience, end)
  let text = ''
  try {
    for await (const piece of socket) {
      text += String(piece)
      const at = text.indexOf('\0')
      if (at >= 0) return text.slice(0, at)
      if (text.length > LONGEST_ANSWER) return null
    }
    return null
  } catch {
    return null
  } finally {
    clearTimeout(connecting)
  }
}

async function* command(name: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(`z${name}\0`)
}

async function* inStream(content: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  yield* command('INSTREAM')
  for await (const piece of content) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('A file is made of bytes')
    // A piece of no length would be the end.
    if (piece.length > 0) yield Buffer.concat([lengthOf(piece.length), piece])
  }
  yield lengthOf(0)
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}

const none: Scanner = { scan: async () => undefined, isThere: async () => true }

/** The scanner that is configured; without one nothing is looked through. */
export const scanner: Scanner = settings.clamavUrl === undefined ? none : clamav(settings.clamavUrl)
