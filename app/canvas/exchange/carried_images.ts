import { LARGEST_UPLOAD, MOST_IMAGES } from '../images/image_bounds.js'
import type { Value } from './value.js'

/** The longest that an image can be as base64. */
const LONGEST = Math.ceil(LARGEST_UPLOAD / 3) * 4

/**
 * The images that a file of ours carries, by name. Whether they are any is told where they are taken
 * in, as of every image that somebody brings.
 *
 * @throws ImportRefusal
 */
export function readCarriedImages(images: Value): Map<string, string> {
  if (images.isAbsent) return new Map()
  const names = images.keys()
  if (names.length > MOST_IMAGES) images.refuse('tooMany')
  return new Map(names.map((name) => [name, images.at(name).base64(LONGEST)]))
}

/** The base64 of an address that holds its content, as other programs' files have them; null of others. */
export function base64Of(address: Value): string | null {
  if (!address.isText) return null
  const text = address.text(Infinity)
  const start = /^data:image\/[a-z0-9.+-]{1,40};base64,/i.exec(text)?.[0]
  if (start === undefined || text.length > LONGEST + start.length) return null
  const base64 = text.slice(start.length)
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? base64 : null
}
