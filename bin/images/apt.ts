import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MissingPartError } from '#tests/services/missing_part'

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'
const STATUS = '/var/lib/dpkg/status'

/**
 * Runs a program of this machine to its end.
 *
 * @param options `patience`: milliseconds after which it is killed, and has failed
 * @returns what it wrote
 * @throws MissingPartError with what it complained of, when it is not there or fails
 */
export function run(
  command: string,
  words: readonly string[],
  options: { environment?: NodeJS.ProcessEnv; cwd?: string; input?: string; patience?: number } = {}
): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    env: { ...process.env, ...options.environment },
    cwd: options.cwd,
    input: options.input,
    timeout: options.patience,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (status === 0) return stdout
  throw new MissingPartError(
    `${[command, ...words].slice(0, 3).join(' ')}: ${error?.message ?? stderr.trim()}`
  )
}

/** The Debian mirror that this machine's own sources name. */
function mirror(): string {
  const sources = run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Label: Debian'])
  const first = sources.split('\n').find((line) => line !== '')
  if (!first) throw new MissingPartError('The sources of apt name no Debian mirror')
  return first
}

/** An apt with a state of its own: it fetches packages, and touches nothing of this machine. */
export class Apt {
  readonly #folder: string
  readonly #settings: string
  #isUpdated = false

  private constructor(folder: string, status: string, sources: string | null) {
    this.#folder = folder
    for (const part of ['state/lists/partial', 'cache/archives/partial', 'packages']) {
      mkdirSync(join(folder, part), { recursive: true })
    }
    this.#settings = join(folder, 'apt.conf')
    const ownSources = join(folder, 'sources.list')
    if (sources) writeFileSync(ownSources, sources)
    writeFileSync(
      this.#settings,
      `${sources ? `Dir::Etc::sourcelist "${ownSources}";\nDir::Etc::sourceparts "-";` : ''}
Dir::State "${join(folder, 'state')}";
Dir::State::status "${status}";
Dir::Cache "${join(folder, 'cache')}";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
`
    )
  }

  /**
   * For a release of Debian, from the mirror of this machine; nothing counts as installed. A mirror may
   * stand still: how old its lists are is not looked at, who has signed them is.
   */
  static ofRelease(folder: string, suite: string): Apt {
    if (!existsSync(KEYRING)) throw new MissingPartError(`${KEYRING} of debian-archive-keyring`)
    mkdirSync(folder, { recursive: true })
    const status = join(folder, 'status')
    writeFileSync(status, '')
    const options = `signed-by=${KEYRING} check-valid-until=no`
    return new Apt(folder, status, `deb [${options}] ${mirror()} ${suite} main\n`)
  }

  /** For this machine's own release and sources; what is installed here counts as there. */
  static ofMachine(folder: string): Apt {
    return new Apt(folder, STATUS, null)
  }

  #update(): NodeJS.ProcessEnv {
    const environment = { APT_CONFIG: this.#settings }
    if (!this.#isUpdated) run('apt-get', ['update', '--quiet'], { environment })
    this.#isUpdated = true
    return environment
  }

  /**
   * Fetches exactly these packages, in their newest version.
   *
   * @returns the path of each, in the order of their names
   */
  fetch(names: readonly string[]): string[] {
    const environment = this.#update()
    const cwd = join(this.#folder, 'packages')
    run('apt-get', ['download', '--quiet', ...names], { environment, cwd })
    const versions = run('apt-cache', ['show', '--no-all-versions', ...names], { environment })
    const present = readdirSync(cwd)
    return versions
      .split('\n\n')
      .filter((section) => section.trim() !== '')
      .map((section) => {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(section)?.[1] ?? ''
        const version = field('Version').replace(':', '%3a')
        const start = `${field('Package')}_${version}_`
        const file = present.find((each) => each.startsWith(start))
        if (!file) throw new MissingPartError(`the package ${field('Package')}`)
        return join(cwd, file)
      })
      .sort()
  }

  /** The names of packages and of all that they need. */
  needed(names: readonly string[]): string[] {
    const environment = this.#update()
    const plan = run('apt-get', ['install', '--simulate', '--quiet', ...names], { environment })
    return [...plan.matchAll(/^Inst (\S+) /gm)].map(([, name = '']) => name)
  }

  /** Fetches packages with all that they need and that is not there yet. */
  fetchAll(names: readonly string[]): string[] {
    const environment = this.#update()
    run('apt-get', ['install', '--download-only', '--yes', '--quiet', ...names], { environment })
    return globSync(join(this.#folder, 'cache', 'archives', '*.deb')).sort()
  }
}

/** Unpacks packages into a folder; nothing of them is run. */
export function unpack(packages: readonly string[], folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const file of packages) run('dpkg', ['-x', file, folder])
}
