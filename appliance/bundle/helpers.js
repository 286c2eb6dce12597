/**
 * The static programs of a bundle. They are compiled here, with the compiler and the libsodium of
 * Debian; the same compiler and library make the same bytes.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TRIPLES = { amd64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }
const NODE_NAMES = { amd64: 'x64', arm64: 'arm64' }
const FLAGS = ['-std=c11', '-D_GNU_SOURCE', '-Os', '-Wall', '-Wextra', '-Werror']
const LINK = ['-static', '-s', '-Wl,--build-id=none']

function run(command, words, cwd) {
  const { status, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr.trim()}`)
}

/** Where libsodium's header and static library are: the machine's, or those of its package. */
function libsodium(architecture, cache) {
  const library = `usr/lib/${TRIPLES[architecture]}/libsodium.a`
  if (existsSync(`/${library}`) && existsSync('/usr/include/sodium.h')) return '/'
  const unpacked = join(cache, `libsodium-${architecture}`)
  if (existsSync(join(unpacked, library))) return unpacked
  const download = mkdtempSync(join(tmpdir(), 'belvedere-libsodium-'))
  try {
    const fetch = () =>
      run('apt-get', ['download', '--quiet', `libsodium-dev:${architecture}`], download)
    try {
      fetch()
    } catch {
      // The lists of a new machine are empty, or name what is there no more.
      run('apt-get', ['update', '--quiet'])
      fetch()
    }
    mkdirSync(unpacked, { recursive: true })
    for (const file of globSync(join(download, '*.deb'))) run('dpkg', ['-x', file, unpacked])
  } finally {
    rmSync(download, { recursive: true, force: true })
  }
  return unpacked
}

/**
 * Compiles the helpers for one architecture.
 *
 * @param {{ architecture: 'amd64' | 'arm64', sources: string, target: string, cache: string }}
 *   places `sources` has the files in C, `cache` keeps what had to be fetched
 * @throws {Error} when there is no compiler for the architecture, or no libsodium
 */
export function compileHelpers({ architecture, sources, target, cache }) {
  const isOwn = NODE_NAMES[architecture] === process.arch
  const compiler = isOwn ? 'cc' : `${TRIPLES[architecture]}-gcc`
  const top = libsodium(architecture, cache)
  mkdirSync(target, { recursive: true })
  const compile = (name, more = []) =>
    run(compiler, [...FLAGS, `${name}.c`, '-o', join(target, name), ...LINK, ...more], sources)
  compile('verify-signature', [
    '-isystem',
    join(top, 'usr/include'),
    join(top, `usr/lib/${TRIPLES[architecture]}/libsodium.a`),
    '-pthread',
  ])
  compile('measure-disk')
}
