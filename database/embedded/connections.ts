import { createServer, type Server, type Socket } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'
import { FrameError, Frames } from './frames.js'

/** Answer to a request for TLS: there is none on a socket that only one user can open. */
const NO_TLS = Buffer.from('N')

/** One client, and what it has asked and not been answered yet. */
class Connection {
  readonly frames = new Frames()
  readonly asked: Uint8Array[] = []

  constructor(readonly socket: Socket) {}
}

/**
 * Lets many clients speak PostgreSQL's protocol to the one session that PGlite has. Whoever has
 * begun a transaction is served alone until it ends; all others wait in the order of their asking.
 *
 * A question is handed over whole, from Parse to Sync, and answered in one write: crossing into
 * PGlite and back once for each message costs more than the query.
 */
export class Connections {
  private readonly server: Server
  private readonly open = new Set<Connection>()
  /** In the order of their asking; each at most once. */
  private readonly waiting = new Set<Connection>()
  private inTransaction: Connection | undefined
  private working: Promise<void> | undefined

  /**
   * @param onFailure called when PGlite itself breaks, which no later question would survive
   */
  constructor(
    private readonly database: PGlite,
    private readonly onFailure: (error: unknown) => void
  ) {
    this.server = createServer((socket) => this.accept(socket))
  }

  /** Opens a Unix socket at `path`; rejects when it cannot. */
  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(path, () => resolve())
    })
  }

  /** Ends every connection and rolls back what was not committed. */
  async close(): Promise<void> {
    this.server.close()
    for (const { socket } of this.open) socket.destroy()
    this.waiting.clear()
    await this.working
    if (this.database.isInTransaction()) await this.database.exec('rollback')
  }

  private accept(socket: Socket): void {
    const connection = new Connection(socket)
    this.open.add(connection)
    socket.on('data', (chunk: Buffer) => this.read(connection, chunk))
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      this.open.delete(connection)
      connection.asked.length = 0
      if (this.inTransaction === connection) this.work()
    })
  }

  private read(connection: Connection, chunk: Buffer): void {
    try {
      for (const question of connection.frames.read(chunk)) {
        if (question === 'tls') connection.socket.write(NO_TLS)
        else if (question === 'end') connection.socket.end()
        else connection.asked.push(question)
      }
    } catch (error) {
      if (!(error instanceof FrameError)) throw error
      connection.socket.destroy()
      return
    }
    if (connection.asked.length > 0) this.waiting.add(connection)
    this.work()
  }

  private work(): void {
    this.working ??= this.answerAll()
      .catch(this.onFailure)
      .finally(() => {
        this.working = undefined
      })
  }

  private async answerAll(): Promise<void> {
    for (;;) {
      if (this.inTransaction && !this.open.has(this.inTransaction)) {
        await this.database.exec('rollback')
        this.inTransaction = undefined
      }
      const [connection] = this.inTransaction ? [this.inTransaction] : this.waiting
      const question = connection?.asked.shift()
      if (!connection) return
      // Whoever has more to ask goes to the end of the row.
      this.waiting.delete(connection)
      if (connection.asked.length > 0) this.waiting.add(connection)
      if (!question) {
        if (this.inTransaction) return
        continue
      }
      const answer = await this.ask(question)
      if (connection.socket.writable) connection.socket.write(answer)
      this.inTransaction = this.database.isInTransaction() ? connection : undefined
    }
  }

  private async ask(question: Uint8Array): Promise<Buffer> {
    const parts: Buffer[] = []
    await this.database.runExclusive(() =>
      this.database.execProtocolRawStream(question, {
        // The bytes lie in PGlite's memory, which it goes on writing to.
        onRawData: (part) => parts.push(Buffer.from(part)),
      })
    )
    return Buffer.concat(parts)
  }
}
