import type { Carried } from '#canvas/exchange/carried'
import type { Imported } from '#canvas/exchange/imported'
import { bytesOf } from './image_base64'
import { imageAddress } from './image_source'
import { sendImage } from './send_image'

/** The server could not be reached for an image, or takes no more now: nothing is laid then. */
export class ImagesNotSentError extends Error {
  override name = 'ImagesNotSentError'
}

/**
 * Brings the images that a file carries to a canvas, where they are taken in as any others.
 *
 * @param progress is told how many have come
 * @returns the elements, with the images that the canvas has now, and how many were refused
 * @throws ImagesNotSentError
 */
export async function importImages(
  { elements, images }: Imported,
  canvas: string,
  progress: (count: number) => void
): Promise<{ elements: Carried[]; refused: number }> {
  const names = new Set(elements.flatMap((each) => (each.kind === 'image' ? [each.image] : [])))
  const kept = new Map<string, string | null>()
  for (const name of names) {
    const base64 = images.get(name)
    // One that is not carried may be an image that the canvas has.
    if (base64 === undefined) kept.set(name, name)
    else kept.set(name, await send(base64, canvas))
    progress(kept.size)
  }
  const brought = elements.flatMap((each): Carried[] => {
    if (each.kind !== 'image') return [each]
    const image = kept.get(each.image)
    return image ? [{ ...each, image }] : []
  })
  return { elements: brought, refused: [...kept.values()].filter((id) => id === null).length }
}

/** The id of the image on the canvas; null when it was refused. */
async function send(base64: string, canvas: string): Promise<string | null> {
  const id = crypto.randomUUID()
  const file = new Blob([bytesOf(base64)])
  const answer = await sendImage(imageAddress(canvas, id), file, () => undefined)
  if (answer.ok) return id
  if (answer.status === 422 || answer.status === 413) return null
  throw new ImagesNotSentError(answer.message ?? undefined)
}
