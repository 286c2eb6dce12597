import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ProcessFile } from './process_file.js'

/** What the appliance asks of the database's process. */
export type EmbeddedRequest = 'become application' | 'become owner' | 'close'
/** What that process says. */
export type EmbeddedAnswer =
  { done: EmbeddedRequest | 'start' } | { failed: EmbeddedRequest; message: string }

/** The embedded database did not start or ended unexpectedly; the message says what it last said. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError'
}

/** How long a database that lost its parent may take to write everything out. */
const CLOSING_MS = 20_000

/**
 * The embedded PostgreSQL's process. Everybody who connects shares one role: the owner until the
 * migrations have run, the application role from then on. The socket lies in a folder that only
 * this operating-system user can enter.
 */
export class EmbeddedDatabase {
  private child: ChildProcess | undefined
  private isApplication = false
  private isStopping = false
  private readonly file: ProcessFile

  private constructor(
    private readonly dataFolder: string,
    private readonly socketFolder: string
  ) {
    this.file = new ProcessFile(`${dataFolder}.pid`)
  }

  /**
   * Starts the database whose files lie in `dataFolder`; creates it on the first start. Waits for
   * the process of a killed appliance to let the files go.
   *
   * @throws EmbeddedDatabaseError when it does not come up
   */
  static async start(dataFolder: string): Promise<EmbeddedDatabase> {
    mkdirSync(dirname(dataFolder), { recursive: true, mode: 0o700 })
    // Unix socket paths hold at most 107 bytes, so the socket does not lie beside the data.
    const socketFolder = mkdtempSync(join(tmpdir(), 'belvedere-'))
    const database = new EmbeddedDatabase(dataFolder, socketFolder)
    try {
      await database.waitForFiles()
      await database.open()
    } catch (error) {
      rmSync(socketFolder, { recursive: true, force: true })
      throw error
    }
    return database
  }

  /** Address for `DATABASE_URL`. */
  get url(): string {
    return `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(this.socketFolder)}`
  }

  /**
   * Starts the process again whenever it ends without having been asked to; what was committed is
   * in its files. Calls back when it does not come up any more.
   */
  keepAlive(onEnd: () => void, onGone: (error: unknown) => void): void {
    this.child?.once('exit', () => {
      if (this.isStopping) return
      onEnd()
      this.open()
        .then(() => this.keepAlive(onEnd, onGone))
        .catch(onGone)
    })
  }

  /** Lets every connection work as the application role from now on. */
  async becomeApplication(): Promise<void> {
    await this.ask('become application')
    this.isApplication = true
  }

  /** Lets every connection work as the owner of the tables, for migrations. */
  async becomeOwner(): Promise<void> {
    await this.ask('become owner')
    this.isApplication = false
  }

  /** Writes everything out and ends the process. */
  async stop(): Promise<void> {
    this.isStopping = true
    const child = this.child
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.connected) child.send('close' satisfies EmbeddedRequest)
      await ended
    }
    this.file.remove()
    rmSync(this.socketFolder, { recursive: true, force: true })
  }

  private async open(): Promise<void> {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    this.child = fork(
      new URL(`./child.${extension}`, import.meta.url),
      [
        this.dataFolder,
        join(this.socketFolder, '.s.PGSQL.5432'),
        this.isApplication ? 'application' : 'owner',
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }
    )
    if (this.child.pid) this.file.write(this.child.pid)
    await this.answer('start')
  }

  private async waitForFiles(): Promise<void> {
    const deadline = Date.now() + CLOSING_MS
    for (let pid = this.file.holder(); pid; pid = this.file.holder()) {
      if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
      await wait(50)
    }
  }

  private async ask(request: EmbeddedRequest): Promise<void> {
    if (!this.child?.connected)
      throw new EmbeddedDatabaseError('The embedded database is not running')
    this.child.send(request)
    await this.answer(request)
  }

  private answer(request: EmbeddedRequest | 'start'): Promise<void> {
    const child = this.child
    return new Promise((resolve, reject) => {
      let said = ''
      const listen = (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-2000)
      }
      const settle = (finish: () => void) => {
        child?.stderr?.off('data', listen)
        child?.off('message', onMessage)
        child?.off('exit', onExit)
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
      child?.stderr?.on('data', listen)
      child?.on('message', onMessage)
      child?.once('exit', onExit)
    })
  }
}
