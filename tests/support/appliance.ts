import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { definitions } from '#config/definitions'
import { freePort } from './free_port.js'

// From the sources the built product lies in `build/`; a benchmark is itself part of it.
const START = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../build/bin/start.js' : '../../bin/start.js',
    import.meta.url
  )
)
const READY = /^Belvedere is ready at (\S+)$/m

/** A new empty folder for `BELVEDERE_HOME`. */
export function newHome(): string {
  return join(mkdtempSync(join(tmpdir(), 'belvedere-home-')), 'home')
}

interface Options {
  home?: string
  environment?: NodeJS.ProcessEnv
  /** A command that the start is handed to, such as one that takes the network away. */
  wrapper?: string[]
}

/** The production build running as a process of its own, as `npm start` runs it. */
export class Appliance {
  private constructor(
    readonly process: ChildProcess,
    readonly home: string,
    readonly url: string,
    readonly output: () => string
  ) {}

  /** Starts it and waits for the ready line; rejects with what it said when it ends instead. */
  static async start(options: Options = {}): Promise<Appliance> {
    const home = options.home ?? newHome()
    const { child, output } = await launch(home, options)
    return new Promise((resolve, reject) => {
      const look = () => {
        const url = output().match(READY)?.[1]
        if (url) resolve(new Appliance(child, home, url, output))
      }
      child.stdout.on('data', look)
      child.once('exit', (code) => reject(new Error(`It ended with status ${code}:\n${output()}`)))
    })
  }

  /** Starts it where it must refuse; returns its exit status and what it said. */
  static async refused(options: Options = {}) {
    const { child, output } = await launch(options.home ?? newHome(), options)
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { status, output: output() }
  }

  /** Ends it with a signal and waits until it is gone. Returns the exit status, null when killed. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve))
    this.process.kill(signal)
    return ended
  }

  /** Ends it and removes its home. */
  async dispose(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.end()
    rmSync(join(this.home, '..'), { recursive: true, force: true })
  }
}

const SETTINGS = new Set<string>([
  ...Object.values(definitions).map(({ env }) => env),
  'DATABASE_OWNER_URL',
])

/** An environment without what this process was set up with: its services are not the other's. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !SETTINGS.has(name)))
}

async function launch(home: string, { environment = {}, wrapper = [] }: Options) {
  const command = [...wrapper, process.execPath, START]
  const child = spawn(command[0] ?? process.execPath, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...withoutSettings(process.env),
      NODE_ENV: 'production',
      BELVEDERE_HOME: home,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      DEMO: '1',
      ...environment,
    },
  })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  return { child, output: () => said }
}
