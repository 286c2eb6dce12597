import { Readable } from 'node:stream'
import { sealedBlobsIn, type SealedBlobs } from '#core/blobs/sealed_blobs'
import { store } from '#core/blobs/store'

/**
 * The files of one image, sealed with a key of its own. That key is sealed as the canvas is: when a
 * canvas is shared or made private again its keys are sealed anew, and no file is touched.
 */
export function filesOf(organisation: string, key: Buffer): SealedBlobs {
  const version = 1
  return sealedBlobsIn(store, organisation, {
    newest: { version, key },
    keyOf: (each) => (each === version ? key : undefined),
  })
}

/** The folder of one image's files. */
export const folderOf = (organisation: string, files: string) =>
  `${organisation}/canvas-images/${files}`

/** Where the key of an image's files is sealed. */
export const keyPlace = (files: string) => ({
  table: 'canvas_images',
  column: 'sealed_key',
  row: files,
})

/** Bytes as the store takes them. */
export const contentOf = (bytes: Uint8Array) => Readable.from([Buffer.from(bytes)])
