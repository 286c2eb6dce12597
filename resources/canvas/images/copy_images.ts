import type { Element } from '#canvas/element'
import { postJson } from '~/post_json'
import { imageAddress } from './image_source'

/** Elements that show images of another canvas than the one they came from. */
export interface CopiedImages {
  elements: Element[]
  /** Whether every image could be copied; what shows one that could not says so. */
  isWhole: boolean
}

/** Has the server copy the images that elements show from one canvas to another. */
export async function copyImages(
  elements: readonly Element[],
  from: string,
  to: string
): Promise<CopiedImages> {
  const copies = new Map<string, string>()
  let isWhole = true
  for (const element of elements) {
    if (element.kind !== 'image' || copies.has(element.image)) continue
    const id = crypto.randomUUID()
    const answer = await postJson(imageAddress(to, id), { canvas: from, image: element.image })
    copies.set(element.image, id)
    isWhole &&= answer.ok
  }
  const copied = elements.map((element) =>
    element.kind === 'image'
      ? { ...element, image: copies.get(element.image) ?? element.image }
      : element
  )
  return { elements: copied, isWhole }
}
