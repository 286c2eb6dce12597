import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { MissingPartError } from './missing_part.js'
import { root } from './place.js'

/** What is unpacked, each with all that it needs. */
const PACKAGES = [
  'caddy',
  'clamav-daemon',
  'nats-server',
  'postgresql-17-pgvector',
  'valkey-server',
]
/** Debian 13, the release that has them all. */
const SUITE = 'trixie'
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'

const services = join(root, 'tmp', 'services')
const unpacked = join(services, 'root')
const stamp = join(unpacked, 'packages')

function run(command: string, words: string[], environment: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return stdout
  throw new MissingPartError(`${command} ${words[0] ?? ''}: ${error?.message ?? stderr.trim()}`)
}

/** The Debian mirror that this machine's own sources name. */
function mirror(): string {
  const sources = run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Label: Debian'])
  const first = sources.split('\n').find((line) => line !== '')
  if (!first) throw new MissingPartError('The sources of apt name no Debian mirror')
  return first
}

/** Settings for an apt that touches nothing of this machine's own. */
function privateApt(): string {
  const folder = join(services, 'apt')
  for (const part of ['state/lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(folder, part), { recursive: true })
  }
  if (!existsSync(KEYRING)) throw new MissingPartError(`${KEYRING} of debian-archive-keyring`)
  const sources = join(folder, 'sources.list')
  writeFileSync(sources, `deb [signed-by=${KEYRING}] ${mirror()} ${SUITE} main\n`)
  // Nothing counts as installed, so that what is fetched is complete by itself.
  writeFileSync(join(folder, 'status'), '')
  const settings = join(folder, 'apt.conf')
  writeFileSync(
    settings,
    `Dir::Etc::sourcelist "${sources}";
Dir::Etc::sourceparts "-";
Dir::State "${join(folder, 'state')}";
Dir::State::status "${join(folder, 'status')}";
Dir::Cache "${join(folder, 'cache')}";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
`
  )
  return settings
}

// initdb starts the server by its name, with this machine's own loader.
const POSTGRES = `#!/bin/sh
top=\${0%/usr/lib/postgresql/*}
exec "$top"/usr/lib/*-linux-gnu/ld-linux*.so.* --library-path "$(echo "$top"/usr/lib/*-linux-gnu)" --argv0 "$0" "$0.program" "$@"
`

function unpack(): void {
  console.log('Unpacking the real services from packages of Debian 13 …')
  const APT_CONFIG = privateApt()
  run('apt-get', ['update', '--quiet'], { APT_CONFIG })
  run('apt-get', ['install', '--download-only', '--yes', '--quiet', ...PACKAGES], { APT_CONFIG })
  const making = `${unpacked}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making)
  for (const file of globSync(join(services, 'apt', 'cache', 'archives', '*.deb'))) {
    run('dpkg', ['-x', file, making])
  }
  for (const server of globSync(join(making, 'usr/lib/postgresql/*/bin/postgres'))) {
    renameSync(server, `${server}.program`)
    writeFileSync(server, POSTGRES)
    chmodSync(server, 0o755)
  }
  writeFileSync(join(making, 'packages'), PACKAGES.join('\n'))
  rmSync(unpacked, { recursive: true, force: true })
  renameSync(making, unpacked)
}

/**
 * The command that runs a program of the packages, which are fetched and unpacked the first time;
 * nothing is installed. `path` is the program's place in them (`usr/bin/valkey-server`).
 *
 * @throws MissingPartError where they cannot be had
 */
export function packagedProgram(path: string): string[] {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== PACKAGES.join('\n')) unpack()
  const program = join(unpacked, path)
  const libraries = globSync(join(unpacked, 'usr/lib/*-linux-gnu'))[0]
  const loader = libraries && globSync(join(libraries, 'ld-linux*.so.*'))[0]
  if (!loader || !existsSync(program)) throw new MissingPartError(`${path} of the packages`)
  const file = existsSync(`${program}.program`) ? `${program}.program` : program
  return [loader, '--library-path', libraries, '--argv0', program, file]
}
