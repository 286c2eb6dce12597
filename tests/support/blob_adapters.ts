import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { BlobDriver } from '#core/blobs/blob_driver'
import { FolderDriver } from '#core/blobs/folder_driver'
import { S3Driver } from '#core/blobs/s3_driver'
import { NEEDS_S3, s3Server } from '#tests/services/s3_server'
import { s3OptionsFrom } from './s3_options.js'

const s3 = s3Server()

/** A content that comes in pieces, and breaks off after some. */
export function inPieces(content: Buffer, { size = 65_536, breaksAt = Infinity } = {}): Readable {
  return Readable.from(
    (async function* () {
      for (let at = 0; at < content.length; at += size) {
        if (at >= breaksAt) throw new Error('The client has gone')
        yield content.subarray(at, at + size)
      }
    })()
  )
}

/** A place where files are stored, as the contract sees it. */
export interface Adapter {
  name: string
  /** Opens it; the other is the way past it, to see or to spoil what is stored. */
  open: () => { driver: BlobDriver; remove: () => void }
  skipped?: string | undefined
}

/** Those that every contract about files is tried with. */
export const adapters: Adapter[] = [
  {
    name: 'folder',
    open: () => {
      const folder = mkdtempSync(join(tmpdir(), 'belvedere-blobs-'))
      return {
        driver: new FolderDriver(folder),
        remove: () => rmSync(folder, { recursive: true }),
      }
    },
  },
  {
    name: s3 ? `S3, ${s3.name}` : 'S3',
    open: () => {
      const driver = new S3Driver(s3OptionsFrom(s3?.settings ?? {}))
      return { driver, remove: () => undefined }
    },
    ...(s3 ? {} : { skipped: NEEDS_S3 }),
  },
]
