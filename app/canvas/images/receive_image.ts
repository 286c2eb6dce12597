import { Readable } from 'node:stream'
import { BlobError } from '#core/blobs/blob_error'
import { receiveUpload, withInspected } from '#core/blobs/quarantine'
import { Refusal } from '#core/errors/refusal'
import { canvasErrors } from '../errors.js'
import { LARGEST_UPLOAD } from './image_bounds.js'
import { makeImage } from './make_image.js'
import type { MadeImage } from './made_image.js'

/**
 * Takes what somebody brings into the quarantine, has it inspected, and makes of it the images that
 * are kept. Of what came itself nothing is.
 *
 * @param length bytes of it, as far as its sender says
 * @throws canvas.imageTooLarge, what `makeImage` throws, what the scanner throws, and BlobError
 */
export async function receiveImage(
  content: AsyncIterable<unknown>,
  length: number
): Promise<MadeImage> {
  if (length > LARGEST_UPLOAD) throw canvasErrors.imageTooLarge()
  return withInspected(await receive(content), makeImage)
}

async function receive(content: AsyncIterable<unknown>): Promise<string> {
  try {
    return await receiveUpload(Readable.from(bounded(content)))
  } catch (error) {
    // The store says that the content broke off, and this is why.
    throw error instanceof BlobError && error.cause instanceof Refusal ? error.cause : error
  }
}

async function* bounded(content: AsyncIterable<unknown>) {
  let size = 0
  try {
    for await (const piece of content) {
      if (!(piece instanceof Uint8Array)) throw new TypeError('A body is made of bytes')
      size += piece.length
      if (size > LARGEST_UPLOAD) throw canvasErrors.imageTooLarge()
      yield piece
    }
  } catch (error) {
    // Somebody who has gone away while sending is no fault of ours.
    throw error instanceof Refusal || error instanceof TypeError
      ? error
      : canvasErrors.imageDamaged()
  }
}
