import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from './apt.js'
import { ARCHITECTURE } from './place.js'

/** SHA-256 of a file, in hexadecimal. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Packs a folder so that the same files give the same bytes, whenever and wherever. */
export function packFolder(folder: string, file: string, time: number): void {
  run('tar', [
    ...['--create', '--file', file, '--directory', folder, '--format', 'gnu', '--sort', 'name'],
    ...['--numeric-owner', '--mtime', `@${time}`, '.'],
  ])
}

/** What an image says of how it is run: Docker's own words. */
export type RunConfig = Record<string, unknown>

/** An archived image. */
export interface Archived {
  /** SHA-256 of its configuration, by which engines know it: `sha256:…`. */
  digest: string
  /** Size of its files, in bytes. */
  unpackedBytes: number
}

/**
 * Writes an image of one layer in the form of `docker save`, made of nothing that changes from one
 * build to the next.
 */
export async function writeArchive(
  file: string,
  { root, tag, time, config }: { root: string; tag: string; time: number; config: RunConfig }
): Promise<Archived> {
  const folder = `${file}.parts`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const layer = join(folder, 'layer.tar')
  packFolder(root, layer, time)
  const created = new Date(time * 1000).toISOString()
  const description = JSON.stringify({
    architecture: ARCHITECTURE,
    os: 'linux',
    created,
    config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${await digestOf(layer)}`] },
    history: [{ created, created_by: 'npm run images' }],
  })
  const digest = createHash('sha256').update(description).digest('hex')
  writeFileSync(join(folder, `${digest}.json`), description)
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify([{ Config: `${digest}.json`, RepoTags: [tag], Layers: ['layer.tar'] }])
  )
  packFolder(folder, file, time)
  rmSync(folder, { recursive: true })
  return { digest: `sha256:${digest}`, unpackedBytes: sizeOf(root) }
}

function sizeOf(root: string): number {
  const sizes = run('find', [root, '-type', 'f', '-printf', '%s\n']).trim().split('\n')
  return sizes.reduce((sum, size) => sum + Number(size), 0)
}

/** Whether something has fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a JSON file holds. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
