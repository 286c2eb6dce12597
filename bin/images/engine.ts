import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MissingPartError } from '#tests/services/missing_part'
import { ServerProcess } from '#tests/services/server_process'
import { Apt, run, unpack } from './apt.js'
import { SUITE } from './definitions.js'
import { WORK } from './place.js'

/** Of this machine's own release, because they are run with its libraries. */
const OWN_PACKAGES = ['docker.io', 'iptables']
/** Of a newer one than some machines have, and programs that need no newer libraries. */
const CLIENT_PACKAGES = ['docker-cli', 'docker-compose']
const COMPOSE = 'usr/libexec/docker/cli-plugins/docker-compose'
const IPTABLES = ['iptables', 'iptables-save', 'iptables-restore', 'ip6tables', 'ip6tables-save']

/** The longest time that a call is waited for. Milliseconds. */
const PATIENCE = 600_000

/** Fetches and unpacks Docker from Debian's packages the first time; nothing is installed. */
function tools(): string {
  const folder = join(WORK, 'engine')
  const stamp = join(folder, 'packages')
  if (existsSync(stamp)) return folder
  rmSync(folder, { recursive: true, force: true })
  console.log('Unpacking Docker from packages of Debian …')
  unpack(Apt.ofMachine(join(WORK, 'apt-machine')).fetchAll(OWN_PACKAGES), folder)
  unpack(Apt.ofRelease(join(WORK, 'apt'), SUITE).fetch(CLIENT_PACKAGES), folder)
  const programs = join(folder, 'bin')
  mkdirSync(programs)
  for (const name of IPTABLES) {
    symlinkSync(join(folder, 'usr', 'sbin', 'xtables-nft-multi'), join(programs, name))
  }
  writeFileSync(stamp, [...OWN_PACKAGES, ...CLIENT_PACKAGES].join('\n'))
  return folder
}

/** What every process of the engine is started with. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  const libraries = join(folder, 'usr', 'lib', `${run('uname', ['-m']).trim()}-linux-gnu`)
  return {
    PATH: [
      join(folder, 'bin'),
      join(folder, 'usr', 'bin'),
      join(folder, 'usr', 'sbin'),
      process.env.PATH,
    ].join(':'),
    LD_LIBRARY_PATH: libraries,
    XTABLES_LIBDIR: join(libraries, 'xtables'),
  }
}

function socketOf(folder: string): string {
  return `unix://${folder}/docker.sock`
}

/** A Docker of our own, which shares nothing with one of the machine. */
export class Engine {
  private constructor(
    readonly folder: string,
    readonly environment: NodeJS.ProcessEnv,
    readonly server: ServerProcess | null
  ) {}

  /** One that another process has started in a folder. */
  static at(folder: string): Engine {
    return new Engine(folder, { ...environmentOf(tools()), DOCKER_HOST: socketOf(folder) }, null)
  }

  /**
   * Starts one in the network of this process, or in an empty one of its own, which is enough to build.
   * In the network of the machine it would change the rules that other engines go by.
   *
   * @throws MissingPartError where there can be none: not root, no packages, no overlay
   */
  static async start(network: 'here' | 'none'): Promise<Engine> {
    if (process.getuid?.() !== 0) throw new MissingPartError('Docker: the rights of root')
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-engine-'))
    const environment = environmentOf(tools())
    const socket = socketOf(folder)
    const server = new ServerProcess(
      [
        ...(network === 'none' ? ['unshare', '--net'] : []),
        ...['dockerd', '--host', socket, '--bridge', 'none', '--storage-driver', 'overlay2'],
        ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
        ...['--pidfile', join(folder, 'pid')],
      ],
      null,
      /API listen on/,
      environment
    )
    const engine = new Engine(folder, { ...environment, DOCKER_HOST: socket }, server)
    try {
      await server.start()
    } catch (error) {
      await engine.stop()
      throw new MissingPartError(`Docker: ${error instanceof Error ? error.message : 'no engine'}`)
    }
    return engine
  }

  /**
   * Runs the docker command.
   *
   * @returns what it wrote
   * @throws MissingPartError with what it complained of
   */
  docker(...words: string[]): string {
    return run('docker', words, { environment: this.environment, patience: PATIENCE })
  }

  /** Runs docker-compose, which is a program of its own, with further variables. */
  compose(words: readonly string[], variables: NodeJS.ProcessEnv = {}): string {
    return run(join(WORK, 'engine', COMPOSE), words, {
      environment: { ...this.environment, ...variables },
      patience: PATIENCE,
    })
  }

  /** Ends it with all its containers, and removes what it kept. */
  async stop(): Promise<void> {
    await this.server?.end('SIGTERM')
    // The engine leaves it mounted once a container was in the network of the machine.
    const network = join(this.folder, 'exec', 'netns', 'default')
    if (existsSync(network)) spawnSync('umount', [network])
    rmSync(this.folder, { recursive: true, force: true })
  }
}
