import type { Readable } from 'node:stream'
import drive from '@adonisjs/drive/services/main'

/**
 * Files that people bring, by key. A key is a path of small letters, digits, `-`, `.` and `/`,
 * begins with `<organisation>/`, and what is under it never changes.
 */
export interface Blobs {
  /** Keeps a file; one that is there under the key is replaced as a whole. */
  put(key: string, content: Uint8Array): Promise<void>
  /** @throws when there is none */
  stream(key: string): Promise<Readable>
  /** Does nothing when there is none. */
  delete(key: string): Promise<void>
  exists(key: string): Promise<boolean>
}

/** The files of this appliance, in the folder or store that is configured. */
export const blobs: Blobs = {
  put: (key, content) => drive.use().put(key, content),
  stream: (key) => drive.use().getStream(key),
  delete: (key) => drive.use().delete(key),
  exists: (key) => drive.use().exists(key),
}
