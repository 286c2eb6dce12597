import { toOwn, type Box, type Point } from './bounds.js'
import type { FrameElement } from './element.js'

/** Whether the middle of a box lies in the area of a frame. */
export function holds({ at, size: [width, height] }: FrameElement, box: Box): boolean {
  const middle = { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 }
  const { x, y } = toOwn(at, middle)
  return Math.abs(x) <= width / 2 && Math.abs(y) <= height / 2
}

/** Whether a point lies within a closed run of points, by how often one crosses it on the way out. */
export function surrounds(run: readonly Point[], { x, y }: Point): boolean {
  let within = false
  run.forEach((a, i) => {
    const b = run[(i + 1) % run.length] ?? a
    if (a.y > y === b.y > y) return
    if (x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) within = !within
  })
  return within
}
