import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { settings } from '#config/settings'
import { libraryErrors } from '../errors.js'

/** Bytes of an upload: a deck of the most that may be in it, packed not at all, and the form around it. */
export const MOST_BYTES = 201 * 1024 ** 2
const DAY_MS = 86_400_000

const folder = join(settings.home, 'uploads')

/**
 * Receives the one file of a multipart request into a temporary file, never into memory, and gives
 * its path to `work`. The request's other fields are readable by then.
 *
 * @throws library.fileMissing, library.fileTooLarge
 */
export async function withUpload<Result>(
  { request }: HttpContext,
  work: (path: string) => Promise<Result>
): Promise<Result> {
  if (!request.is(['multipart/form-data'])) throw libraryErrors.fileMissing({ field: 'deck' })
  if (Number(request.header('content-length') ?? 0) > MOST_BYTES) throw libraryErrors.fileTooLarge()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const place = await mkdtemp(join(folder, 'deck-'))
  const path = join(place, 'deck.zip')
  try {
    let files = 0
    request.multipart.onFile('*', {}, async (part, report) => {
      files += 1
      if (files > 1) part.resume()
      else await pipeline(part.on('data', report), createWriteStream(path, { mode: 0o600 }))
    })
    await request.multipart
      .process({ limit: MOST_BYTES, maxFields: 20 })
      .catch((error: unknown) => {
        throw isTooLarge(error) ? libraryErrors.fileTooLarge() : error
      })
    if (files !== 1) throw libraryErrors.fileMissing({ field: 'deck' })
    return await work(path)
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413
}

/** Deletes what uploads of killed processes have left behind. */
export async function sweepUploads(): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true })
  }
}
