import { constants } from 'node:fs'
import { access, copyFile, glob, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ObjectMetaData } from '@adonisjs/drive/types'
import { v7 as newId } from 'uuid'
import { BlobDriver, type ByteRange, type StoredBlob } from './blob_driver.js'
import { toBlobError, type BlobError, type BlobFault } from './blob_error.js'

/** Where files lie until they are whole. No key begins with a point. */
const UNFINISHED = '.unfinished'

const FAULTS: Record<string, BlobFault> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ENOSPC: 'full',
  EDQUOT: 'full',
}

function faultOf(error: Error): BlobFault {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return FAULTS[code] ?? 'refused'
}

const known = (error: unknown, key: string | null): BlobError => toBlobError(error, key, faultOf)

/** Files in a folder of this machine. It has no addresses of its own. */
export class FolderDriver extends BlobDriver {
  constructor(private folder: string) {
    super()
  }

  async check(): Promise<BlobFault | null> {
    return access(this.folder, constants.R_OK | constants.W_OK).then(
      () => null,
      (error: unknown) => (known(error, null).fault === 'missing' ? null : 'refused')
    )
  }

  async getStream(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const file = await open(this.pathOf(key))
      const start = range?.start ?? 0
      return file.createReadStream({ start, ...(range && { end: start + range.length - 1 }) })
    } catch (error) {
      throw known(error, key)
    }
  }

  async getMetaData(key: string): Promise<ObjectMetaData> {
    try {
      const { size, mtime } = await stat(this.pathOf(key))
      return { contentLength: size, lastModified: mtime, etag: `${size}-${mtime.getTime()}` }
    } catch (error) {
      throw known(error, key)
    }
  }

  async exists(key: string): Promise<boolean> {
    try {
      return (await stat(this.pathOf(key))).isFile()
    } catch (error) {
      const { fault } = known(error, key)
      if (fault === 'missing') return false
      throw known(error, key)
    }
  }

  put(key: string, contents: string | Uint8Array): Promise<void> {
    return this.write(key, async (path) => {
      const file = await open(path, 'wx', 0o600)
      try {
        await file.writeFile(contents)
      } finally {
        await file.close()
      }
    })
  }

  putStream(key: string, contents: Readable): Promise<void> {
    return this.write(key, async (path) => {
      const file = await open(path, 'wx', 0o600)
      await pipeline(contents, file.createWriteStream())
    })
  }

  copy(source: string, destination: string): Promise<void> {
    return this.write(destination, (path) =>
      copyFile(this.pathOf(source), path, constants.COPYFILE_EXCL)
    )
  }

  override async move(source: string, destination: string): Promise<void> {
    try {
      await this.place(this.pathOf(source), destination)
    } catch (error) {
      throw known(error, source)
    }
  }

  async deleteMany(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await rm(this.pathOf(key), { force: true }).catch((error: unknown) => {
        throw known(error, key)
      })
    }
  }

  async *list(prefix: string): AsyncIterable<StoredBlob> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
    for await (const entry of glob('**/*', {
      cwd: join(this.folder, folder),
      withFileTypes: true,
    })) {
      const path = join(entry.parentPath, entry.name)
      const key = relative(this.folder, path)
      if (!entry.isFile() || !key.startsWith(prefix)) continue
      // It may be deleted while the list is read.
      const found = await stat(path).catch(() => null)
      if (found) yield { key, size: found.size, at: found.mtime }
    }
  }

  async tidy(before: Date): Promise<number> {
    let cleared = 0
    for await (const { key, at } of this.list(`${UNFINISHED}/`)) {
      if (at >= before) continue
      await rm(this.pathOf(key), { force: true })
      cleared += 1
    }
    return cleared
  }

  async addressOf(): Promise<null> {
    return null
  }

  async uploadForm(): Promise<null> {
    return null
  }

  private pathOf(key: string): string {
    return join(this.folder, key)
  }

  private async write(key: string, writeTo: (path: string) => Promise<void>): Promise<void> {
    const path = join(this.folder, UNFINISHED, newId())
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeTo(path)
      await this.place(path, key)
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined)
      throw known(error, key)
    }
  }

  /** Puts a written file where it belongs, in one step, and so that a power cut cannot undo it. */
  private async place(path: string, key: string): Promise<void> {
    const target = this.pathOf(key)
    await sync(path)
    const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await rename(path, target)
    await sync(dirname(target))
    // New folders are names in the folder above them.
    if (made === undefined) return
    for (let at = dirname(target); at !== dirname(made); at = dirname(at)) await sync(dirname(at))
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
