import { spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '#tests/services/place'
import { debianTool } from './debian_tools.js'

/** Architecture of this machine, as bundles name it. */
export const ARCHITECTURE = process.arch === 'x64' ? 'amd64' : 'arm64'
/** The other one. */
export const OTHER_ARCHITECTURE = ARCHITECTURE === 'amd64' ? 'arm64' : 'amd64'

/** In memory where that is there: how fast a disk keeps what is written is asked hundreds of times. */
export const QUICK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A folder that is gone when the test group is over. */
export function newTestFolder(cleanup: (remove: () => void) => unknown, within = tmpdir()): string {
  const folder = mkdtempSync(join(within, 'belvedere-bundles-'))
  cleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a secret key in minisign's format, without a password, and without its checksum. */
export function makeSigningKey(file: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const bytes = Buffer.concat([
    Buffer.from('Ed\0\0B2', 'latin1'),
    Buffer.alloc(48),
    randomBytes(8),
    privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32),
    publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    Buffer.alloc(32),
  ])
  writeFileSync(file, `untrusted comment: a key of a test\n${bytes.toString('base64')}\n`)
  return file
}

/** What a program answered. */
export interface Answer {
  status: number | null
  stdout: string
  stderr: string
}

/** Makes a bundle by the program that makes them. */
export function makeBundle(words: string[], input = ''): Answer {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'appliance/bundle/make.js'), ...words],
    { encoding: 'utf8', input }
  )
  return { status, stdout, stderr }
}

/** Why no bundle can be made here, or nothing. */
export function missingForBundles(): string | undefined {
  if (spawnSync('cc', ['--version']).status !== 0) return 'no C compiler'
  if (spawnSync('dpkg', ['--version']).status !== 0) return 'no dpkg, to unpack libsodium with'
  return undefined
}

/** Which shell runs the program, and with which tools. */
export interface Shell {
  name: string
  command: string
  path: string
}

/** Every shell that the program has to work with and that is here; those missing have no command. */
export function shells(folder: string): Shell[] {
  const own = { name: 'sh', command: '/bin/sh', path: process.env.PATH ?? '' }
  const busybox = debianTool('busybox')
  if (!busybox) return [own]
  const applets = join(folder, 'applets')
  mkdirSync(applets)
  const { stdout } = spawnSync(busybox, ['--list'], { encoding: 'utf8' })
  for (const applet of stdout.split('\n').filter(Boolean)) {
    symlinkSync(busybox, join(applets, applet))
  }
  return [own, { name: 'busybox', command: join(applets, 'sh'), path: applets }]
}

/** Runs a bundle's program to its end. */
export function belvedere(
  program: string,
  words: string[],
  { command, path }: Omit<Shell, 'name'> = { command: '/bin/sh', path: process.env.PATH ?? '' },
  environment: NodeJS.ProcessEnv = {}
): Promise<Answer> {
  const child = spawn(command, [program, ...words], {
    // A program with a wrong byte may write anywhere: beside the bundle, into the folder of the test.
    cwd: dirname(dirname(program)),
    env: { PATH: path, HOME: '/', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, ...said }))
  })
}
