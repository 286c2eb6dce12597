import { LINE_WIDTH, toOwn, type Box, type Point } from '#canvas/bounds'
import type { Element } from '#canvas/element'
import { distanceTo } from '#canvas/drawing/stroke_shape'

/**
 * Whether a point of the canvas lies on an element, within so many canvas units. Of a frame only
 * its edge and its title can be taken hold of: what lies in it is beneath nobody's hand.
 */
export function isHit(element: Element, own: Box, point: Point, tolerance: number): boolean {
  const { x, y } = toOwn(element.at, point)
  const slack = tolerance / element.at[3]
  switch (element.kind) {
    case 'stroke':
      return distanceTo(element.points, x, y) <= element.width / 2 + slack
    case 'line': {
      const [x1, y1, x2, y2] = element.ends
      const line = Float32Array.of(x1, y1, 0, x2, y2, 0)
      return distanceTo(line, x, y) <= LINE_WIDTH / 2 + slack
    }
    case 'frame': {
      const [width, height] = element.size
      const inset = { x: width / 2 - slack, y: height / 2 - slack }
      return isWithin(own, x, y, slack) && !(Math.abs(x) < inset.x && Math.abs(y) < inset.y)
    }
    case 'card':
    case 'text':
    case 'note':
    case 'shape':
    case 'stamp':
    case 'image':
      return isWithin(own, x, y, 0)
  }
}

function isWithin({ minX, minY, maxX, maxY }: Box, x: number, y: number, slack: number): boolean {
  return x >= minX - slack && x <= maxX + slack && y >= minY - slack && y <= maxY + slack
}
