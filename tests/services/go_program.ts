import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { MissingPartError } from './missing_part.js'
import { root } from './place.js'

/** What is built, and what people call it. */
interface Build {
  name: string
  /** Its folder under `tmp/services`, which is built once: it tells the version too. */
  folder: string
  program: string
  /** What `go install` is asked for, and where. */
  target: string
  cwd?: string
}

function build({ name, folder, program, target, cwd }: Build): string {
  const place = join(root, 'tmp', 'services', folder)
  const path = join(place, program)
  if (existsSync(path)) return path
  console.log(`Building ${name} …`)
  const { status, stderr, error } = spawnSync('go', ['install', target], {
    cwd,
    env: { ...process.env, GOBIN: place },
    encoding: 'utf8',
  })
  if (status !== 0) {
    throw new MissingPartError(`${name}, which needs Go: ${error?.message ?? stderr.trim()}`)
  }
  return path
}

/**
 * Path of a program that is built from its Go module the first time. `name` is what people call it.
 *
 * @throws MissingPartError where there is no Go, or no proxy for its modules
 */
export function goProgram(name: string, path: string, version: string): string {
  const program = basename(path)
  const folder = `${program}-${version}`
  return build({ name: `${name} ${version}`, folder, program, target: `${path}@${version}` })
}

/**
 * Path of a program of ours, which is built from its folder whenever that has changed.
 *
 * @throws MissingPartError where there is no Go, or no proxy for the modules that it uses
 */
export function ownGoProgram(folder: string): string {
  const program = basename(folder)
  const hash = createHash('sha256')
  for (const file of globSync('{go.mod,go.sum,*.go}', { cwd: folder }).sort()) {
    hash.update(readFileSync(join(folder, file)))
  }
  const key = `${program}-${hash.digest('hex').slice(0, 12)}`
  return build({ name: program, folder: key, program, target: '.', cwd: folder })
}
