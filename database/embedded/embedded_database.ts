import { fork, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type EmbeddedRequest = 'become application' | 'become owner' | 'close'
export type EmbeddedAnswer =
  { done: EmbeddedRequest | 'start' } | { failed: EmbeddedRequest; message: string }

/** The embedded database did not start or ended unexpectedly; the message says what it last said. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError'
}

/**
 * The embedded PostgreSQL's process. Everybody who connects shares one role: the owner until the
 * migrations have run, the application role from then on. The socket lies in a folder that only
 * this operating-system user can enter.
 */
export class EmbeddedDatabase {
  private constructor(
    private readonly child: ChildProcess,
    private readonly socketFolder: string
  ) {}

  /**
   * Starts the database whose files lie in `dataFolder`; creates it on the first start.
   *
   * @throws EmbeddedDatabaseError when it does not come up
   */
  static async start(dataFolder: string): Promise<EmbeddedDatabase> {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    // Unix socket paths hold at most 107 bytes, so the socket does not lie beside the data.
    const socketFolder = mkdtempSync(join(tmpdir(), 'belvedere-'))
    chmodSync(socketFolder, 0o700)
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const child = fork(
      new URL(`./child.${extension}`, import.meta.url),
      [dataFolder, join(socketFolder, '.s.PGSQL.5432')],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }
    )
    const database = new EmbeddedDatabase(child, socketFolder)
    await database.answer('start')
    return database
  }

  /** Address for `DATABASE_URL`. */
  get url(): string {
    return `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(this.socketFolder)}`
  }

  /** Calls back when the process ends without having been asked to. */
  onUnexpectedEnd(callback: () => void): void {
    this.child.once('exit', callback)
    this.forget = () => this.child.off('exit', callback)
  }

  /** Lets every connection work as the application role from now on. */
  becomeApplication(): Promise<void> {
    return this.ask('become application')
  }

  /** Lets every connection work as the owner of the tables, for migrations. */
  becomeOwner(): Promise<void> {
    return this.ask('become owner')
  }

  /** Writes everything out and ends the process. */
  async stop(): Promise<void> {
    this.forget()
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve))
      this.child.send('close' satisfies EmbeddedRequest)
      await ended
    }
    rmSync(this.socketFolder, { recursive: true, force: true })
  }

  private forget: () => void = () => undefined

  private async ask(request: EmbeddedRequest): Promise<void> {
    this.child.send(request)
    await this.answer(request)
  }

  private answer(request: EmbeddedRequest | 'start'): Promise<void> {
    return new Promise((resolve, reject) => {
      let said = ''
      const listen = (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-2000)
      }
      const settle = (finish: () => void) => {
        this.child.off('message', onMessage)
        this.child.off('exit', onExit)
        finish()
      }
      const onMessage = (answer: EmbeddedAnswer) => {
        if ('done' in answer && answer.done === request) settle(resolve)
        if ('failed' in answer && answer.failed === request) {
          settle(() => reject(new EmbeddedDatabaseError(answer.message)))
        }
      }
      const onExit = () =>
        settle(() =>
          reject(new EmbeddedDatabaseError(`The embedded database ended. It said: ${said.trim()}`))
        )
      this.child.stderr?.on('data', listen)
      this.child.on('message', onMessage)
      this.child.once('exit', onExit)
    })
  }
}
