import sharp from 'sharp'
import type { Refused } from '../files/fault.js'
import { costOf, MOST_COST } from './picture_cost.js'

/** Sides that a picture may come with, in px. */
const SIDE = { least: 600, most: 6000 } as const

/** Why a file is none that can be used. */
export interface PictureFault {
  problem: Extract<
    Refused,
    'notAPicture' | 'pictureCorrupt' | 'pictureSize' | 'pictureCostly' | 'animated'
  >
  values: Record<string, number>
}

/** A picture of somebody's for the decoder, which refuses what is too large or damaged. */
export const openPicture = (content: Buffer) =>
  sharp(content, { limitInputPixels: SIDE.most * SIDE.most, failOn: 'warning' })

/** The kind of a picture by its first bytes; null when it is none that can be used. */
export function formatOf(content: Buffer): 'jpeg' | 'png' | 'webp' | null {
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg'
  if (content.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  const isWebp = content.toString('latin1', 0, 4) + content.toString('latin1', 8, 12) === 'RIFFWEBP'
  return isWebp ? 'webp' : null
}

/** Moving PNGs have this chunk before the picture; the decoder shows their first frame alone. */
const isMovingPng = (content: Buffer) => {
  const at = content.indexOf('acTL')
  return at > 0 && at < content.indexOf('IDAT')
}

/**
 * What a file that somebody brought is, by what its headers say, whatever its name says. Nothing is
 * decoded.
 *
 * @returns why it cannot be used, or the pixels that decoding it costs
 */
export async function readHeader(content: Buffer): Promise<PictureFault | { cost: number }> {
  const format = formatOf(content)
  if (!format) return { problem: 'notAPicture', values: {} }
  const header = await openPicture(content)
    .metadata()
    .catch((error: unknown) => (isOverLimit(error) ? 'tooLarge' : null))
  if (header === 'tooLarge') return { problem: 'pictureSize', values: SIDE }
  if (!header) return { problem: 'pictureCorrupt', values: {} }
  if (header.format !== format) return { problem: 'notAPicture', values: {} }
  if ((header.pages ?? 1) > 1 || (format === 'png' && isMovingPng(content))) {
    return { problem: 'animated', values: {} }
  }
  const sides = [header.width, header.height]
  if (sides.some((side) => side < SIDE.least || side > SIDE.most)) {
    return { problem: 'pictureSize', values: SIDE }
  }
  const cost = costOf(content, header)
  return cost > MOST_COST ? { problem: 'pictureCostly', values: {} } : { cost }
}

function isOverLimit(error: unknown): boolean {
  return error instanceof Error && /exceeds pixel limit|too large/i.test(error.message)
}
