import type { Box, Point } from './bounds.js'
import { MAX_DISTANCE } from './element.js'

/** How far apart the places are that are tried, and how far from what is there one has to be. */
const USUAL = { step: 240, apart: 80 }
/** How many steps away from where one looks a place is sought, in each direction. */
const FARTHEST = 25

const OFFSETS = Array.from({ length: (2 * FARTHEST + 1) ** 2 }, (_, i) => ({
  x: (i % (2 * FARTHEST + 1)) - FARTHEST,
  y: Math.floor(i / (2 * FARTHEST + 1)) - FARTHEST,
})).sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))

/**
 * How far a box has to be moved to lie where nothing is, as near to a point as can be; null when
 * there is no such place around it.
 * @param isFree whether nothing lies in a box of the canvas
 * @param spacing how far apart the places are that are tried, and how far from what is there one
 *   has to be, in canvas units
 */
export function nearPlace(
  { minX, minY, maxX, maxY }: Box,
  middle: Point,
  isFree: (box: Box) => boolean,
  { step, apart }: { step: number; apart: number } = USUAL
): { dx: number; dy: number } | null {
  for (const { x, y } of OFFSETS) {
    const dx = middle.x + x * step - (minX + maxX) / 2
    const dy = middle.y + y * step - (minY + maxY) / 2
    const [left, top, right, bottom] = [minX + dx, minY + dy, maxX + dx, maxY + dy]
    if ([left, top, right, bottom].some((edge) => Math.abs(edge) > MAX_DISTANCE)) continue
    const wide = {
      minX: left - apart,
      minY: top - apart,
      maxX: right + apart,
      maxY: bottom + apart,
    }
    if (isFree(wide)) return { dx, dy }
  }
  return null
}
