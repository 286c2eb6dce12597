import type { Metadata } from 'sharp'

/** Millions of pixels that all pictures of a deck may cost together. */
export const MOST_MEGAPIXELS = 4000
/** Pixels that one picture may cost: the largest there may be, at twice the ordinary. */
export const MOST_COST = 2 * 6000 * 6000

/** Ordinary programs write up to ten; each goes over the whole picture. */
const ORDINARY_SCANS = 10

/**
 * What decoding a picture costs, in pixels of an ordinary one, told from what its headers say. An
 * interlaced PNG is held in memory whole, and one of 16 bits is twice as much to go through.
 */
export function costOf(
  content: Buffer,
  { format, width, height, depth, isProgressive }: Metadata
): number {
  const pixels = width * height
  if (format === 'jpeg') return pixels * Math.max(1, Math.ceil(scansOf(content) / ORDINARY_SCANS))
  if (format !== 'png') return pixels
  return pixels * (isProgressive ? 2 : 1) * (depth === 'ushort' ? 2 : 1)
}

const [END, SCAN] = [0xd9, 0xda]

/** How often a JPEG goes over its picture. Its preview, which is inside a segment, is not counted. */
export function scansOf(jpeg: Buffer): number {
  let scans = 0
  let at = jpeg.indexOf(0xff, 2)
  while (at >= 0 && at + 3 < jpeg.length) {
    const marker = jpeg.readUInt8(at + 1)
    if (marker === END) break
    if (marker === SCAN) scans += 1
    const isSegment = marker >= 0xc0 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd8)
    at = jpeg.indexOf(0xff, isSegment ? at + 2 + jpeg.readUInt16BE(at + 2) : at + 1)
  }
  return scans
}
