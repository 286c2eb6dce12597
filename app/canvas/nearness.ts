import { toOwn, type Box, type Point } from './bounds.js'
import { distanceTo } from './drawing/stroke_shape.js'
import type { Element } from './element.js'

/**
 * How far a point of the canvas lies from what is seen of an element, in canvas units: 0 within it.
 * Of a frame its edge alone counts, for what lies in it lies on nothing of the frame.
 */
export function distanceFrom(element: Element, own: Box, point: Point): number {
  const scale = element.at[3]
  const { x, y } = toOwn(element.at, point)
  if (element.kind === 'stroke') {
    return Math.max(0, distanceTo(element.points, x, y) - element.width / 2) * scale
  }
  const { minX, minY, maxX, maxY } = own
  const across = Math.max(minX - x, x - maxX)
  const down = Math.max(minY - y, y - maxY)
  const outside = Math.hypot(Math.max(0, across), Math.max(0, down)) * scale
  if (element.kind !== 'frame' || outside > 0) return outside
  return -Math.max(across, down) * scale
}
