import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { v7 as newId } from 'uuid'
import { settings } from '#config/settings'
import { BlobError } from './blob_error.js'
import { QUARANTINE } from './blobs.js'
import { scanner } from './scanner.js'
import { store } from './store.js'

const DAY_MS = 86_400_000

/**
 * Takes a file that somebody brings into the quarantine, as it comes and never into memory. Nothing
 * there is handed out; what it is has to be told by its content. It stays for a day at most.
 *
 * @returns its key there
 * @throws BlobError `brokenOff` when not all of it comes
 */
export async function receiveUpload(content: Readable): Promise<string> {
  const key = `${QUARANTINE}/${newId()}`
  await store.putStream(key, content)
  return key
}

/**
 * Works on a file of the quarantine, if there is a scanner after that has found it harmless, and
 * then removes it. What is scanned and what is worked on is one copy on this machine: the file in
 * the store could change in between.
 *
 * @param work is given the path of the copy
 * @throws what the scanner throws, and BlobError
 */
export async function withInspected<Result>(
  key: string,
  work: (path: string) => Promise<Result>
): Promise<Result> {
  const folder = join(settings.home, 'uploads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const place = await mkdtemp(join(folder, 'inspected-'))
  const path = join(place, 'file')
  try {
    await pipeline(await store.getStream(key), createWriteStream(path, { mode: 0o600 }))
    await scan(path)
    return await work(path)
  } finally {
    await rm(place, { recursive: true, force: true })
    await store.delete(key).catch((error: unknown) => {
      // A day later it goes in any case.
      if (!(error instanceof BlobError)) throw error
    })
  }
}

async function scan(path: string): Promise<void> {
  const content = createReadStream(path)
  try {
    await scanner.scan(content)
  } finally {
    content.destroy()
  }
}

/** Removes what has been in the quarantine for a day, and what broken puts have left behind. */
export async function sweepQuarantine(now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAY_MS)
  const keys: string[] = []
  for await (const { key, at } of store.list(`${QUARANTINE}/`)) if (at < before) keys.push(key)
  await store.deleteMany(keys)
  await store.tidy(before)
}
