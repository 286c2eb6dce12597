import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Where every service of the tests listens. */
export const HOST = '127.0.0.1'

/** How long a server may take to come up, in milliseconds. */
const LONGEST_START = 60_000
/** How much of what it says is kept, in characters. */
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

/** One server as a process of its own, which ends with the process that started it. */
export class ServerProcess {
  #child: ChildProcess | undefined
  #said = ''

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
  get output(): string {
    return this.#said
  }

  /** How it ended; null while it runs, or when a signal ended it. */
  get status(): number | null {
    return this.#child?.exitCode ?? null
  }

  /** Starts it and waits until it can be used; rejects with what it said when it ends instead. */
  async start(): Promise<void> {
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...this.command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment },
    })
    this.#child = child
    this.#said = ''
    const { promise: isSaid, resolve: say } = Promise.withResolvers<undefined>()
    const { promise: hasEnded, reject } = Promise.withResolvers<undefined>()
    // Once it is up, it may end whenever it is ended.
    hasEnded.catch(() => undefined)
    const fail = (what: string) =>
      reject(new Error(`${this.command.join(' ')} ${what}:\n${this.#said}`))
    const timer = setTimeout(() => {
      fail('did not come up')
      child.kill('SIGKILL')
    }, LONGEST_START)
    const listen = (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString()).slice(-KEPT)
      if (this.ready?.test(this.#said)) say(undefined)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', (error) => fail(error.message))
    child.once('close', () => fail('ended'))
    if (!this.ready) say(undefined)
    try {
      await Promise.race([isSaid.then(() => this.#listening()), hasEnded])
    } finally {
      clearTimeout(timer)
    }
  }

  async #listening(): Promise<void> {
    const child = this.#child
    while (this.port !== null && child?.exitCode === null && !(await isListening(this.port))) {
      await wait(10)
    }
  }

  /** Ends it with a signal and waits until it is gone; its data stays. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
}
