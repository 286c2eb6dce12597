import type { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { DriveFile } from '@adonisjs/drive'
import type {
  DriverContract,
  ObjectMetaData,
  ObjectVisibility,
  SignedURLOptions,
} from '@adonisjs/drive/types'
import { BlobError, type BlobFault } from './blob_error.js'

/** Bytes of a file: from the first, counted from 0, as many as `length`. */
export interface ByteRange {
  start: number
  /** At least 1. */
  length: number
}

/** A file as the store lists it. */
export interface StoredBlob {
  key: string
  /** Bytes. */
  size: number
  /** When it was put. */
  at: Date
}

/** A form by which a browser or a program brings one file to the store itself. */
export interface UploadForm {
  url: string
  /** To be sent before the file, whose field is `file`. */
  fields: Record<string, string>
}

/** What an upload by a form may be. */
export interface UploadBounds {
  /** Of the file, such as `image/png`; another one is refused. */
  contentType: string
  /** Bytes; a file that is larger is refused. */
  most: number
  /** Seconds for which the form works. */
  seconds: number
}

const MOST_LISTED = 1000

/**
 * A place where files are stored, as a driver of `@adonisjs/drive`. A file is there as a whole or
 * not at all, whatever breaks off meanwhile. Every method may fail with a `BlobError`.
 */
export abstract class BlobDriver implements DriverContract {
  /** What is wrong with the place as a whole; null when it is well. */
  abstract check(): Promise<BlobFault | null>
  /** @throws BlobError `missing` when there is none */
  abstract getStream(key: string, range?: ByteRange): Promise<Readable>
  abstract getMetaData(key: string): Promise<ObjectMetaData>
  abstract exists(key: string): Promise<boolean>
  abstract put(key: string, contents: string | Uint8Array): Promise<void>
  abstract putStream(key: string, contents: Readable): Promise<void>
  abstract copy(source: string, destination: string): Promise<void>
  /** Deletes many at once; does nothing about those that are not there. */
  abstract deleteMany(keys: readonly string[]): Promise<void>
  /** The files whose keys begin with `prefix`, in no order that can be relied on. */
  abstract list(prefix: string): AsyncIterable<StoredBlob>
  /** Clears what puts that were broken off before `before` have left behind; answers how much. */
  abstract tidy(before: Date): Promise<number>
  /** An address of the store itself where the file can be fetched; null when it has none. */
  abstract addressOf(key: string, options: SignedURLOptions): Promise<string | null>
  /** How the store itself takes one file; null when it does not. */
  abstract uploadForm(key: string, bounds: UploadBounds): Promise<UploadForm | null>

  async get(key: string): Promise<string> {
    return text(await this.getStream(key))
  }

  async getBytes(key: string): Promise<Uint8Array> {
    return buffer(await this.getStream(key))
  }

  async move(source: string, destination: string): Promise<void> {
    await this.copy(source, destination)
    await this.deleteMany([source])
  }

  delete(key: string): Promise<void> {
    return this.deleteMany([key])
  }

  async deleteAll(prefix: string): Promise<void> {
    let keys: string[] = []
    for await (const { key } of this.list(prefix)) {
      keys.push(key)
      if (keys.length < MOST_LISTED) continue
      await this.deleteMany(keys)
      keys = []
    }
    await this.deleteMany(keys)
  }

  async listAll(prefix: string): Promise<{ objects: Iterable<DriveFile> }> {
    const objects: DriveFile[] = []
    for await (const { key } of this.list(prefix)) objects.push(new DriveFile(key, this))
    return { objects }
  }

  async getSignedUrl(key: string, options: SignedURLOptions = {}): Promise<string> {
    const address = await this.addressOf(key, options)
    if (address === null) throw new BlobError('refused', key)
    return address
  }

  /** An address cannot bound what is sent to it: see `uploadForm`. */
  async getSignedUploadUrl(key: string): Promise<string> {
    throw new BlobError('refused', key)
  }

  async getUrl(key: string): Promise<string> {
    throw new BlobError('refused', key)
  }

  async getVisibility(): Promise<ObjectVisibility> {
    return 'private'
  }

  async setVisibility(key: string, visibility: ObjectVisibility): Promise<void> {
    if (visibility !== 'private') throw new BlobError('refused', key)
  }

  bucket(): BlobDriver {
    throw new BlobError('refused', null)
  }
}
