import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Where every service of the tests listens. */
export const HOST = '127.0.0.1'

/** How long a server may take to come up, in milliseconds. */
const LONGEST_START = 60_000
/** How much of what it says is looked at, in bytes. */
const KEPT = 100_000

/** Whether somebody listens on a port of this machine. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HOST)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null
}

/** A file without a name. A server never waits for it, as it would for a pipe that nobody empties. */
function openNameless(): number {
  const path = join(tmpdir(), `belvedere-said-${randomUUID()}`)
  const file = openSync(path, 'a+')
  rmSync(path)
  return file
}

/** One server as a process of its own, which ends with the process that started it. */
export class ServerProcess {
  #child: ChildProcess | undefined
  #said: number | undefined

  /**
   * @param command what to run, with the same port and data each time
   * @param port where it listens, if it does
   * @param ready what it says once it can be used, or is about to listen
   */
  constructor(
    readonly command: readonly string[],
    readonly port: number | null,
    readonly ready: RegExp | null,
    readonly environment: NodeJS.ProcessEnv = {}
  ) {}

  /** Number of the process, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** The last of what it has said since it was started. */
  #output(): string {
    if (this.#said === undefined) return ''
    const { size } = fstatSync(this.#said)
    const last = Buffer.alloc(Math.min(size, KEPT))
    readSync(this.#said, last, { position: size - last.length })
    return last.toString()
  }

  /** How it ended; null while it runs, or when a signal ended it. */
  get status(): number | null {
    return this.#child?.exitCode ?? null
  }

  /** Starts it and waits until it can be used; rejects with what it said when it ends instead. */
  async start(): Promise<void> {
    if (this.#said !== undefined) closeSync(this.#said)
    const said = openNameless()
    this.#said = said
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...this.command], {
      stdio: ['ignore', said, said],
      env: { ...process.env, ...this.environment },
    })
    this.#child = child
    const { promise: hasEnded, reject } = Promise.withResolvers<undefined>()
    // Once it is up, it may end whenever it is ended.
    hasEnded.catch(() => undefined)
    const fail = (what: string) =>
      reject(new Error(`${this.command.join(' ')} ${what}:\n${this.#output()}`))
    const timer = setTimeout(() => {
      fail('did not come up')
      child.kill('SIGKILL')
    }, LONGEST_START)
    child.once('error', (error) => fail(error.message))
    child.once('exit', () => fail('ended'))
    try {
      await Promise.race([this.#isUp(child), hasEnded])
    } finally {
      clearTimeout(timer)
    }
  }

  async #isUp(child: ChildProcess): Promise<void> {
    const isSaid = () => this.ready?.test(this.#output()) ?? true
    const isHeard = async () => this.port === null || (await isListening(this.port))
    while (isRunning(child) && !(isSaid() && (await isHeard()))) await wait(10)
  }

  /** Ends it with a signal and waits until it is gone; its data stays. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || !isRunning(child)) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
}
