import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { NoticePieces, payloadsOf, piecesOf } from './notice_pieces.js'

/** Notices that go in one statement: each statement that notifies waits for those of other nodes. */
const AT_ONCE = 100
/** What waits for the connection to come back at most. Older ones are dropped, and missed. */
const MOST_WAITING = 1_000
const LONGEST_WAITING = 4 * 1024 * 1024
/** A database that does not answer for so long is away. Milliseconds. */
const PATIENCE = 2_000
const BEAT = 5_000
const FIRST_PAUSE = 100
const LONGEST_PAUSE = 2_000

/** Whoever relies on the notices of other processes. */
export interface NoticeReader {
  /** A notice of another process, in the order in which that process sent its own. */
  heard(text: string): void
  /** Notices may have been lost, ours or others': what was known by them is to be asked anew. */
  missed(): void
}

/** The address of the database does not let a process be told what others do. */
export class NoNoticesError extends Error {
  override name = 'NoNoticesError'
}

interface Waiting {
  number: number
  pieces: string[]
}

/**
 * What processes that share a PostgreSQL tell each other, over one connection of its own for each.
 * The connection mends itself; what is sent meanwhile waits for it.
 */
export class DatabaseNotices {
  readonly #process = randomUUID()
  #client: Client | null = null
  #sending: { over: Client; done: Promise<void> } | null = null
  #isStopped = false
  #beat: NodeJS.Timeout | undefined
  #number = 0
  #waiting: Waiting[] = []
  #waitingLength = 0
  readonly #heard = new NoticePieces(this.#process)
  #probe: { word: string; found: () => void } | null = null

  /** @param topic the name under which these processes find each other: small letters and `_` */
  constructor(
    private readonly url: string,
    private readonly topic: string,
    private readonly reader: NoticeReader
  ) {}

  /**
   * Connects, and makes sure that notices arrive.
   *
   * @throws NoNoticesError when they do not, as through a pooler that lends out connections for one
   *   transaction; any error of the driver when the database cannot be reached
   */
  async start(): Promise<void> {
    await this.#connect()
    try {
      await this.#assertNoticesArrive()
    } catch (error) {
      await this.stop()
      throw error
    }
    this.#beat = setInterval(() => void this.#ask(), BEAT).unref()
  }

  /** Tells every other process, as soon as the database can be reached. */
  send(text: string): void {
    const pieces = piecesOf(text)
    this.#waiting.push({ number: ++this.#number, pieces })
    this.#waitingLength += lengthOf(pieces)
    // Whoever hears the next one sees by its number that some are missing.
    while (this.#waiting.length > MOST_WAITING || this.#waitingLength > LONGEST_WAITING) {
      if (!this.#drop()) break
    }
    void this.#flush()
  }

  /** Sends what waits, if that is possible now, and disconnects. */
  async stop(): Promise<void> {
    clearInterval(this.#beat)
    await this.#flush()
    this.#isStopped = true
    const client = this.#client
    this.#client = null
    await client?.end()
  }

  async #connect(): Promise<void> {
    const client = this.#newClient()
    client.on('error', () => this.#lose(client))
    client.on('end', () => this.#lose(client))
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${this.topic}`)
    } catch (error) {
      discard(client)
      throw error
    }
    if (this.#isStopped) return discard(client)
    this.#heard.forget()
    this.#client = client
    void this.#flush()
  }

  #newClient(): Client {
    return new Client({
      connectionString: this.url,
      application_name: `belvedere ${this.topic}`,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
      keepAlive: true,
    })
  }

  #lose(client: Client): void {
    if (this.#client !== client) return
    this.#client = null
    discard(client)
    void this.#reconnect()
  }

  async #reconnect(): Promise<void> {
    for (let pause = FIRST_PAUSE; !this.#isStopped; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
      await wait(pause, undefined, { ref: false })
      try {
        await this.#connect()
        return this.reader.missed()
      } catch {
        // It is away still.
      }
    }
  }

  /** A connection may be dead without a word. */
  async #ask(): Promise<void> {
    const client = this.#client
    await client?.query('select 1').catch(() => this.#lose(client))
  }

  /** Sends what waits; with what is being sent already, until nothing waits. */
  async #flush(): Promise<void> {
    const client = this.#client
    if (!client) return
    if (this.#sending?.over !== client) {
      // In a moment, so that what is sent at once goes together.
      this.#sending = { over: client, done: Promise.resolve().then(() => this.#sendOver(client)) }
    }
    await this.#sending.done
  }

  async #sendOver(client: Client): Promise<void> {
    try {
      while (this.#client === client && this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, AT_ONCE)
        const payloads = batch.flatMap(({ number, pieces }) =>
          payloadsOf(this.#process, number, pieces)
        )
        await client.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
          this.topic,
          payloads,
        ])
        const sent = batch.at(-1)?.number ?? 0
        while (this.#waiting[0] && this.#waiting[0].number <= sent) this.#drop()
      }
    } catch {
      this.#lose(client)
    } finally {
      if (this.#sending?.over === client) this.#sending = null
    }
  }

  #drop(): boolean {
    const dropped = this.#waiting.shift()
    this.#waitingLength -= dropped ? lengthOf(dropped.pieces) : 0
    return dropped !== undefined
  }

  #hear(payload: string): void {
    if (payload === this.#probe?.word) return this.#probe.found()
    const { text, hasMissed } = this.#heard.take(payload)
    if (hasMissed) this.reader.missed()
    if (text !== null) this.reader.heard(text)
  }

  async #assertNoticesArrive(): Promise<void> {
    const { promise: found, resolve } = Promise.withResolvers<boolean>()
    this.#probe = { word: randomUUID(), found: () => resolve(true) }
    const other = this.#newClient()
    other.on('error', () => undefined)
    try {
      await other.connect()
      // From another connection: a pooler might well hand back what came over the same one.
      await other.query('select pg_notify($1, $2)', [this.topic, this.#probe.word])
      const late = wait(PATIENCE, false, { ref: false })
      if (await Promise.race([found, late])) return
    } finally {
      this.#probe = null
      discard(other)
    }
    throw new NoNoticesError(
      'DATABASE_URL: notices (LISTEN) do not arrive over this address, as through a pooler in transaction mode. Name the database itself, or a pooler in session mode.'
    )
  }
}

function lengthOf(pieces: string[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}

function discard(client: Client): void {
  client.end().catch(() => undefined)
}
