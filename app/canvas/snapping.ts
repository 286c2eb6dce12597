import type { Box, Point } from './bounds.js'

/** Where a moved box comes to lie in line with others, and the lines that show it. */
export interface Snap {
  /** What is to be added to its way. */
  x: number
  y: number
  guides: [Point, Point][]
}

interface Match {
  shift: number
  /** Where the edges or middles meet, once the box is shifted. */
  at: number
}

const stops = (low: number, high: number) => [low, (low + high) / 2, high]

function nearest(own: readonly number[], others: readonly number[], within: number): Match | null {
  let best: Match | null = null
  for (const at of others) {
    for (const stop of own) {
      const shift = at - stop
      if (Math.abs(shift) <= (best ? Math.abs(best.shift) : within)) best = { shift, at }
    }
  }
  return best
}

/** Brings a box in line with the edges and middles of others, within so many canvas units. */
export function snapped(box: Box, others: readonly Box[], within: number): Snap {
  const across = nearest(
    stops(box.minX, box.maxX),
    others.flatMap(({ minX, maxX }) => stops(minX, maxX)),
    within
  )
  const down = nearest(
    stops(box.minY, box.maxY),
    others.flatMap(({ minY, maxY }) => stops(minY, maxY)),
    within
  )
  const [x, y] = [across?.shift ?? 0, down?.shift ?? 0]
  const all = [
    { minX: box.minX + x, maxX: box.maxX + x, minY: box.minY + y, maxY: box.maxY + y },
    ...others,
  ]
  const touches = (values: number[], at: number) =>
    values.some((value) => Math.abs(value - at) < 1e-3)
  const guides: [Point, Point][] = []
  if (across) {
    const met = all.filter(({ minX, maxX }) => touches(stops(minX, maxX), across.at))
    const ends = met.flatMap(({ minY, maxY }) => [minY, maxY])
    guides.push([
      { x: across.at, y: Math.min(...ends) },
      { x: across.at, y: Math.max(...ends) },
    ])
  }
  if (down) {
    const met = all.filter(({ minY, maxY }) => touches(stops(minY, maxY), down.at))
    const ends = met.flatMap(({ minX, maxX }) => [minX, maxX])
    guides.push([
      { x: Math.min(...ends), y: down.at },
      { x: Math.max(...ends), y: down.at },
    ])
  }
  return { x, y, guides }
}
