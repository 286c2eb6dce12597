import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Where every service of the tests listens. */
export const HOST = '127.0.0.1'

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

/** How long a server may take to come up, in milliseconds. */
const LONGEST_START = 60_000

/** One server as a process of its own, which ends with the process that started it. */
export class ServerProcess {
  #child: ChildProcess | undefined

  /**
   * @param command what to run, with the same port and data each time
   * @param ready what it says once it can be used, or is about to listen
   */
  constructor(
    readonly command: readonly string[],
    readonly port: number,
    readonly ready: RegExp,
    readonly environment: NodeJS.ProcessEnv = {}
  ) {}

  /** Number of the process, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Starts it and waits until it can be used; rejects with what it said when it ends instead. */
  async start(): Promise<void> {
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...this.command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment },
    })
    this.#child = child
    const listening = async () => {
      for (;;) {
        if (child.exitCode !== null || child.signalCode !== null) return false
        if (await isListening(this.port)) return true
        await wait(5)
      }
    }
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const fail = (what: string) =>
        reject(new Error(`${this.command.join(' ')} ${what}:\n${said}`))
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
        fail('did not come up')
      }, LONGEST_START)
      const listen = (chunk: Buffer) => {
        if (said.length > 100_000) return
        said += chunk.toString()
        if (!this.ready.test(said)) return
        void listening().then((isUp) => {
          clearTimeout(timer)
          if (isUp) resolve()
        })
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', (error) => fail(error.message))
      child.once('exit', () => {
        clearTimeout(timer)
        fail('ended')
      })
    })
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
