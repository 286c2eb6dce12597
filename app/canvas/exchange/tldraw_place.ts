import type { Point } from '../bounds.js'
import type { Value } from './value.js'

/** Where something lies on the page: turned around its upper left corner. */
export interface Place extends Point {
  angle: number
}

/** A shape of a page. */
export interface Shape {
  value: Value
  id: string
  type: string
  place: Place
  /** The outermost group that it is in. */
  group: string | null
}

/** A point of a shape as it lies on the page. */
export function onPage({ x, y, angle }: Place, point: Point): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return { x: x + point.x * cos - point.y * sin, y: y + point.x * sin + point.y * cos }
}
