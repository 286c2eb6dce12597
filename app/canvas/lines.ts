import { toCanvas, toOwn, type Box, type Point } from './bounds.js'
import type { Element, Ends, LineElement } from './element.js'

/** An element with its own rectangle. */
export interface Measured {
  element: Element
  own: Box
}

/** A line as far as its ends go. */
export type Hung = Pick<LineElement, 'at' | 'ends' | 'from' | 'to'>

/** How far an attached line ends from what it is attached to, in canvas units. */
const GAP = 6

function middleOf({ element, own }: Measured): Point {
  return toCanvas(element.at, { x: (own.minX + own.maxX) / 2, y: (own.minY + own.maxY) / 2 })
}

/** The part of the way from the middle of a rectangle of this half size to its figure's edge. */
function partToEdge(element: Element, half: Point, way: Point): number {
  const [across, down] = [Math.abs(way.x) / half.x, Math.abs(way.y) / half.y]
  const form = element.kind === 'shape' ? element.form : 'rectangle'
  switch (form) {
    case 'ellipse':
      return 1 / Math.hypot(across, down)
    case 'diamond':
      return 1 / (across + down)
    case 'triangle':
      // Its slopes run from the middle of the upper edge to the lower corners.
      return 1 / Math.max(way.y / half.y, 2 * across - way.y / half.y)
    case 'rectangle':
      return 1 / Math.max(across, down)
  }
}

/** Where a straight way from the middle of an element towards a point leaves the element. */
function edgePoint(target: Measured, towards: Point): Point {
  const { element, own } = target
  const middle = { x: (own.minX + own.maxX) / 2, y: (own.minY + own.maxY) / 2 }
  const goal = toOwn(element.at, towards)
  const way = { x: goal.x - middle.x, y: goal.y - middle.y }
  const half = { x: (own.maxX - own.minX) / 2, y: (own.maxY - own.minY) / 2 }
  const length = Math.hypot(way.x, way.y)
  if (length === 0 || !(half.x > 0) || !(half.y > 0)) return middleOf(target)
  const part = partToEdge(element, half, way) + GAP / element.at[3] / length
  // Towards a point within, the line would run backwards.
  if (!(part < 1)) return towards
  return toCanvas(element.at, { x: middle.x + way.x * part, y: middle.y + way.y * part })
}

/**
 * Where a line really begins and ends, in its own coordinates: an end that is attached meets the
 * edge of its element, one whose element is gone, or is a line itself, lies where it is stored.
 */
export function resolvedEnds(line: Hung, find: (id: string) => Measured | null): Ends {
  const [x1, y1, x2, y2] = line.ends
  const target = (id: string | null) => {
    const found = id === null ? null : find(id)
    // A line that hung on a line that hung on the first would have no end.
    return found && found.element.kind !== 'line' ? found : null
  }
  const [from, to] = [target(line.from), target(line.to)]
  if (!from && !to) return line.ends
  const start = from ? middleOf(from) : toCanvas(line.at, { x: x1, y: y1 })
  const end = to ? middleOf(to) : toCanvas(line.at, { x: x2, y: y2 })
  const a = from ? toOwn(line.at, edgePoint(from, end)) : { x: x1, y: y1 }
  const b = to ? toOwn(line.at, edgePoint(to, start)) : { x: x2, y: y2 }
  return [a.x, a.y, b.x, b.y]
}
