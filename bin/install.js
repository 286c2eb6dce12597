/**
 * Installs exactly what the lock file says, and finds the pinned Node that comes with it. Plain
 * JavaScript without dependencies, because it runs before anything is installed, on Node 20.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the clone. */
export const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.installed')

function lockFingerprint() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/**
 * Installs the locked packages unless they are there; what a broken-off installation left is
 * replaced.
 *
 * @returns {number} milliseconds it took, 0 when nothing was to be done
 */
export function installPackages() {
  const wanted = lockFingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0
  const from = performance.now()
  console.log('Installing packages …')
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const result = spawnSync(
    command,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
    }
  )
  if (result.status !== 0) {
    console.error(
      'The packages could not be installed. Check the connection to the package registry, then run the command again.'
    )
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
  return performance.now() - from
}

/** Path of the pinned Node's binary. */
export function pinnedNode() {
  const path = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(path)) return path
  console.error(
    `Belvedere brings no Node for ${process.platform} on ${process.arch}. It runs on Linux, x64 and arm64.`
  )
  process.exit(1)
}
