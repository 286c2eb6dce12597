import type { Box } from './bounds.js'

/** The nine parts of an area, row by row. */
export const REGIONS = [
  ['upperLeft', 'upper', 'upperRight'],
  ['left', 'middle', 'right'],
  ['lowerLeft', 'lower', 'lowerRight'],
] as const

/** One of the nine parts of an area. */
export type Region = (typeof REGIONS)[number][number]

/** In which third of a span a point lies; the middle one where the span has no length. */
function third(at: number, from: number, to: number): 0 | 1 | 2 {
  const share = to > from ? (at - from) / (to - from) : 0.5
  return share < 1 / 3 ? 0 : share > 2 / 3 ? 2 : 1
}

/** In which part of an area the middle of a box lies; what lies beside the area is at its edge. */
export function regionOf(box: Box, area: Box): Region {
  const row = third((box.minY + box.maxY) / 2, area.minY, area.maxY)
  return REGIONS[row][third((box.minX + box.maxX) / 2, area.minX, area.maxX)]
}
