import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { settings } from '#config/settings'
import { blobs } from '#core/blobs/blobs'
import { receiveUpload, withInspected } from '#core/blobs/quarantine'
import { libraryErrors } from '../errors.js'

/** Bytes of an upload: a deck of the most that may be in it, packed not at all, and the form around it. */
export const MOST_BYTES = 201 * 1024 ** 2
const DAY_MS = 86_400_000

/**
 * Receives the one file of a multipart request into the quarantine, and gives the path of what was
 * inspected there to `work`. The request's other fields are readable by then.
 *
 * @throws library.fileMissing, library.fileTooLarge, core.fileInfected, core.fileNotScannable,
 *   core.scannerAway
 */
export async function withUpload<Result>(
  ctx: HttpContext,
  work: (path: string) => Promise<Result>
): Promise<Result> {
  return withInspected(await receive(ctx), work)
}

/** The key of the one file. */
async function receive({ request }: HttpContext): Promise<string> {
  if (!request.is(['multipart/form-data'])) throw libraryErrors.fileMissing({ field: 'deck' })
  if (Number(request.header('content-length') ?? 0) > MOST_BYTES) throw libraryErrors.fileTooLarge()
  const keys: string[] = []
  let files = 0
  let failure: Error | undefined
  request.multipart.onFile('*', {}, async (part, report) => {
    files += 1
    if (files > 1) return void part.resume()
    try {
      keys.push(await receiveUpload(Readable.from(counted(part, report))))
    } catch (error) {
      // Here it would go unnoticed.
      failure = error instanceof Error ? error : new Error('The upload failed', { cause: error })
      part.resume()
    }
  })
  try {
    await request.multipart.process({ limit: MOST_BYTES, maxFields: 20 })
    if (failure) throw failure
    const [key] = keys
    if (key === undefined || files > 1) throw libraryErrors.fileMissing({ field: 'deck' })
    return key
  } catch (error) {
    await blobs.delete(keys)
    throw isTooLarge(error) ? libraryErrors.fileTooLarge() : error
  }
}

/** Told piece by piece as it is taken: a listener would let pieces pass before anybody takes them. */
async function* counted(part: AsyncIterable<Buffer>, report: (piece: Buffer) => unknown) {
  for await (const piece of part) {
    await report(piece)
    yield piece
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413
}

/** Deletes what uploads of killed processes have left behind on this machine. */
export async function sweepUploads(): Promise<void> {
  const folder = join(settings.home, 'uploads')
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true })
  }
}
