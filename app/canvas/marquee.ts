import { bounds, boxAround, corners, toCanvas, toOwn, type Box, type Point } from './bounds.js'
import type { Element } from './element.js'

/** Whether two upright rectangles have a point in common. */
function overlap(a: Box, b: Box): boolean {
  return a.minX <= b.maxX && a.maxX >= b.minX && a.minY <= b.maxY && a.maxY >= b.minY
}

/** Whether a straight way between two points goes through a rectangle. */
function crosses(a: Point, b: Point, { minX, minY, maxX, maxY }: Box): boolean {
  let [from, to] = [0, 1]
  for (const [start, way, low, high] of [
    [a.x, b.x - a.x, minX, maxX],
    [a.y, b.y - a.y, minY, maxY],
  ] as const) {
    if (way === 0) {
      if (start < low || start > high) return false
      continue
    }
    const [one, other] = [(low - start) / way, (high - start) / way]
    from = Math.max(from, Math.min(one, other))
    to = Math.min(to, Math.max(one, other))
  }
  return from <= to
}

/** Whether a run of points, flat with three numbers each, goes through a rectangle. */
function passes(element: Element, points: ArrayLike<number>, box: Box): boolean {
  const at = (i: number) =>
    toCanvas(element.at, { x: points[i * 3] ?? 0, y: points[i * 3 + 1] ?? 0 })
  let last = at(0)
  for (let i = 0; i < points.length / 3; i++) {
    const next = at(i)
    if (crosses(last, next, box)) return true
    last = next
  }
  return false
}

/** Whether any part of an element, with its own rectangle, lies in an upright one. */
export function touches(element: Element, own: Box, box: Box): boolean {
  if (element.kind === 'stroke') return passes(element, element.points, box)
  if (element.kind === 'line') {
    const [x1, y1, x2, y2] = element.ends
    return passes(element, [x1, y1, 0, x2, y2, 0], box)
  }
  const boxCorners = corners([0, 0, 0, 1], box).map((point) => toOwn(element.at, point))
  // Two rectangles miss each other only where they do so along the sides of one of them.
  return overlap(bounds(element, own), box) && overlap(boxAround(boxCorners), own)
}

/**
 * Whether a rectangle that somebody draws takes in an element: by any part of it, but a frame as a
 * whole alone, for who draws around what lies in a frame does not mean the frame.
 */
export function takesIn(box: Box, element: Element, own: Box): boolean {
  if (element.kind !== 'frame') return touches(element, own, box)
  const { minX, minY, maxX, maxY } = bounds(element, own)
  return minX >= box.minX && minY >= box.minY && maxX <= box.maxX && maxY <= box.maxY
}
