import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { MissingPartError } from './missing_part.js'
import { root } from './place.js'

/**
 * Path of a program that is built from its Go module the first time. `name` is what people call it.
 *
 * @throws MissingPartError where there is no Go, or no proxy for its modules
 */
export function goProgram(name: string, path: string, version: string): string {
  const folder = join(root, 'tmp', 'services', `${basename(path)}-${version}`)
  const program = join(folder, basename(path))
  if (existsSync(program)) return program
  console.log(`Building ${name} ${version} …`)
  const { status, stderr, error } = spawnSync('go', ['install', `${path}@${version}`], {
    env: { ...process.env, GOBIN: folder },
    encoding: 'utf8',
  })
  if (status !== 0) {
    throw new MissingPartError(`${name}, which needs Go: ${error?.message ?? stderr.trim()}`)
  }
  return program
}
