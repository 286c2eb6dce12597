import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VERSION as VERSITY } from '#tests/services/s3'
import { Apt, run, unpack } from './apt.js'
import { SUITE } from './definitions.js'
import { SOURCES, WORK } from './place.js'

/** One compiler everywhere, so that the programs are the same everywhere. */
const COMPILER = 'go1.25.5'
const DEBIAN = ['golang-1.24-go', 'golang-1.24-src']
const FLAGS = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w -buildid=']

/** This machine's Go, or Debian's; either fetches the compiler that we name. */
function go(): string {
  if (spawnSync('go', ['version']).status === 0) return 'go'
  const folder = join(WORK, 'go')
  const program = join(folder, 'usr', 'lib', 'go-1.24', 'bin', 'go')
  if (!existsSync(program)) unpack(Apt.ofRelease(join(WORK, 'apt'), SUITE).fetch(DEBIAN), folder)
  return program
}

function build(name: string, key: string, words: readonly string[], cwd?: string): string {
  const folder = join(WORK, 'go-programs', key)
  if (!existsSync(folder)) {
    console.log(`Building ${name} …`)
    run(go(), words, {
      cwd,
      environment: { CGO_ENABLED: '0', GOBIN: folder, GOTOOLCHAIN: COMPILER, GOFLAGS: '' },
    })
  }
  return folder
}

/**
 * Builds the small programs of `appliance/images/tools`.
 *
 * @returns the folder with `answers` and `with_secrets`
 * @throws MissingPartError where there is no Go
 */
export function smallPrograms(): string {
  const folder = join(SOURCES, 'tools')
  const hash = createHash('sha256').update(COMPILER)
  for (const file of globSync('{go.mod,*/*.go}', { cwd: folder }).sort()) {
    hash.update(readFileSync(join(folder, file)))
  }
  const key = `tools-${hash.digest('hex').slice(0, 12)}`
  return build('the small programs', key, ['install', ...FLAGS, './...'], folder)
}

/**
 * Builds VersityGW, the object store, which Debian has no package of.
 *
 * @returns the folder with `versitygw`
 * @throws MissingPartError where there is no Go, or no proxy for its modules
 */
export function objectStore(): string {
  return build(`VersityGW ${VERSITY}`, `versitygw-${VERSITY}-${COMPILER}`, [
    'install',
    ...FLAGS,
    `github.com/versity/versitygw/cmd/versitygw@${VERSITY}`,
  ])
}

/** Version of VersityGW, without its `v`. */
export const VERSITY_VERSION = VERSITY.slice(1)
