import sharp from 'sharp'
import type { Element } from '../element.js'
import { findImage, type OpenImage } from '../images/open_image.js'
import type { CanvasScope } from '../server/canvas_store.js'
import type { PdfImage } from './pdf_order.js'

/** Most different images that are printed sharp enough for a page of their own. */
const MOST_SHARP = 60
/** The longer side of these, in px. */
const SIDE = 1600

/** The images of a canvas that elements show, ready to be printed, by id; what is gone is left out. */
export async function printImages(
  scope: CanvasScope,
  canvas: string,
  elements: readonly Element[]
): Promise<Map<string, PdfImage>> {
  const ids = new Set(elements.flatMap((each) => (each.kind === 'image' ? [each.image] : [])))
  const printed = new Map<string, PdfImage>()
  for (const id of ids) {
    const image = await findImage(scope, canvas, id)
    if (image) printed.set(id, await readyImage(image, ids.size <= MOST_SHARP))
  }
  return printed
}

async function readyImage(image: OpenImage, isSharp: boolean): Promise<PdfImage> {
  const small = await image.read('small')
  // What is beneath is seen through it, which only a PNG keeps, and that is heavy.
  if ((await sharp(small).metadata()).hasAlpha) {
    return { type: 'image/png', content: new Uint8Array(await sharp(small).png().toBuffer()) }
  }
  const content = await sharp(isSharp ? await image.read('large') : small)
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 84 })
    .toBuffer()
  return { type: 'image/jpeg', content: new Uint8Array(content) }
}
