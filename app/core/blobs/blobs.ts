import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import logger from '@adonisjs/core/services/logger'
import { v7 as newId } from 'uuid'
import type { BlobDriver, ByteRange, UploadBounds, UploadForm } from './blob_driver.js'
import { BlobError, toBlobError, type BlobFault } from './blob_error.js'
import { assertKey } from './blob_key.js'
import { checked, Digest, digestIn } from './check_digest.js'
import { store } from './store.js'

/** Where files lie that are not known yet, or not whole: see `quarantine.ts`. */
export const QUARANTINE = 'quarantine'

/** A file that has been kept. */
export interface Kept {
  key: string
  /** As hexadecimal; the last part of the key. */
  sha256: string
  /** Bytes. */
  size: number
}

/**
 * Files that people bring, named by what is in them: `<organisation>/…/<SHA-256>`. The same content
 * in the same folder is kept once, so before deleting a file ask whether something else uses it.
 * What is under a key never changes, and what does not have the key's SHA-256 when it is read is
 * refused. Every method may fail with a `BlobError`.
 */
export interface Blobs {
  /**
   * Keeps a content in a folder.
   *
   * @param folder begins with the id of the organisation; small letters, digits, `-` and `/`
   */
  keep(folder: string, content: Uint8Array | Readable): Promise<Kept>
  /** A whole file of a size that fits into memory, checked before anybody has seen any of it. */
  read(key: string): Promise<Buffer>
  /**
   * A file as it comes. One that is damaged breaks off with an error instead of ending: do not use
   * what came before until the end has come. A range takes as long as reading all of the file.
   */
  stream(key: string, range?: ByteRange): Promise<Readable>
  /** Copies a file inside the store into another folder, and answers its key there. */
  copy(key: string, folder: string): Promise<string>
  /** Deletes files all at once; does nothing about those that are not there. */
  delete(keys: readonly string[]): Promise<void>
  exists(key: string): Promise<boolean>
  /**
   * An address at which the file can be fetched from the store itself for some time, by whoever has
   * it; null when the store has no addresses, and then the appliance has to hand it over. What is
   * fetched so is not checked, and a browser needs leave to go there.
   *
   * @param options seconds that it holds, and what the store is to say of the file
   */
  addressOf(
    key: string,
    options: { seconds: number; contentType: string; contentDisposition?: string }
  ): Promise<string | null>
  /**
   * A form with which one file can be brought into the quarantine past the appliance, no larger and
   * of no other type than it allows; null when the store takes none, and then the appliance has to.
   */
  uploadForm(bounds: UploadBounds): Promise<{ key: string; form: UploadForm } | null>
  /** What is wrong with the place where files are stored; null when it is well. */
  check(): Promise<BlobFault | null>
}

/** What is no larger goes in one piece, and its name is known before. */
const SMALL = 8 * 1024 ** 2

/** The files in a store. */
export function blobsIn(driver: BlobDriver): Blobs {
  async function open(key: string, range?: ByteRange): Promise<Readable> {
    assertKey(key)
    const digest = digestIn(key)
    // What was kept before files were named by their content says nothing to check it by.
    if (digest === null) return driver.getStream(key, range)
    const toError = (error: unknown) => tell(toBlobError(error, key, () => 'unreachable'))
    const stream = checked(await driver.getStream(key), key, digest, toError, range)
    stream.once('error', (error) => error instanceof BlobError && tell(error))
    return stream
  }

  return {
    async keep(folder, content) {
      if (content instanceof Uint8Array && content.length <= SMALL) {
        const sha256 = createHash('sha256').update(content).digest('hex')
        const key = `${folder}/${sha256}`
        assertKey(key)
        await driver.put(key, content)
        return { key, sha256, size: content.length }
      }
      assertKey(`${folder}/x`)
      const first = `${QUARANTINE}/${newId()}`
      const digest = new Digest()
      const source = content instanceof Uint8Array ? [content] : content
      const counted = pipeline(toItsEnd(source), digest)
      // Either fails with the other, and the store's error is the one that tells why.
      counted.catch(() => undefined)
      try {
        await driver.putStream(first, digest)
      } finally {
        digest.destroy()
      }
      await counted
      const sha256 = digest.result()
      const key = `${folder}/${sha256}`
      await driver.move(first, key)
      return { key, sha256, size: digest.size }
    },
    async read(key) {
      return buffer(await open(key))
    },
    stream: open,
    async copy(key, folder) {
      const digest = digestIn(key)
      if (digest === null) throw new BlobError('refused', key)
      const target = `${folder}/${digest}`
      assertKey(key)
      assertKey(target)
      await driver.copy(key, target)
      return target
    },
    async delete(keys) {
      for (const key of keys) assertKey(key)
      await driver.deleteMany(keys)
    },
    async exists(key) {
      assertKey(key)
      return driver.exists(key)
    },
    async addressOf(key, { seconds, ...options }) {
      assertKey(key)
      return driver.addressOf(key, { ...options, expiresIn: seconds })
    },
    async uploadForm(bounds) {
      const key = `${QUARANTINE}/${newId()}`
      const form = await driver.uploadForm(key, bounds)
      return form && { key, form }
    },
    check: () => driver.check(),
  }
}

/** Tells a content that does not come to its end from a store that does not take it. */
async function* toItsEnd(source: Iterable<unknown> | AsyncIterable<unknown>) {
  try {
    yield* source
  } catch (cause) {
    throw new BlobError('brokenOff', null, { cause })
  }
}

/** A damaged file is news for who looks after the appliance, whatever becomes of the request. */
function tell(error: BlobError): BlobError {
  if (error.fault === 'damaged')
    logger.error({ blob: error.key, fault: error.fault }, 'blob damaged')
  return error
}

/** The files of this appliance, in the folder or store that is configured. */
export const blobs: Blobs = blobsIn(store)
