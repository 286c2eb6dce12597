import type { StrokePoints } from '../points.js'

/**
 * Leaves out the points that a line through the others passes within `tolerance` of
 * (Ramer, Douglas and Peucker), so that a stroke stores what it shows and no more.
 */
export function simplified(points: StrokePoints, tolerance: number): StrokePoints {
  const count = points.length / 3
  if (count < 3) return points
  const kept = new Uint8Array(count)
  kept[0] = kept[count - 1] = 1
  const spans: [number, number][] = [[0, count - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    const [far, distance] = farthest(points, from, to)
    if (distance <= tolerance) continue
    kept[far] = 1
    spans.push([from, far], [far, to])
  }
  const rest: number[] = []
  for (let i = 0; i < count; i++) {
    if (kept[i]) rest.push(...points.subarray(i * 3, i * 3 + 3))
  }
  return Float32Array.from(rest)
}

function farthest(points: StrokePoints, from: number, to: number): [number, number] {
  const value = (i: number, part: number) => points[i * 3 + part] ?? 0
  const dx = value(to, 0) - value(from, 0)
  const dy = value(to, 1) - value(from, 1)
  const length = Math.hypot(dx, dy)
  let [at, most] = [from, 0]
  for (let i = from + 1; i < to; i++) {
    const x = value(i, 0) - value(from, 0)
    const y = value(i, 1) - value(from, 1)
    const aside = length === 0 ? Math.hypot(x, y) : Math.abs(x * dy - y * dx) / length
    // A change of pressure is seen too: a tenth of it counts like a unit of distance.
    const expected = value(from, 2) + ((value(to, 2) - value(from, 2)) * (i - from)) / (to - from)
    const distance = aside + Math.abs(value(i, 2) - expected) * 10
    if (distance > most) [at, most] = [i, distance]
  }
  return [at, most]
}

/** Whether the pressure changes along the stroke, which makes its width change. */
function hasPressure(points: StrokePoints): boolean {
  for (let i = 5; i < points.length; i += 3) {
    if (Math.abs((points[i] ?? 0) - (points[2] ?? 0)) > 0.02) return true
  }
  return false
}

/** How much of what lies beneath a highlighter covers. */
export const HIGHLIGHT = 0.5

/** The run of x, y pairs that a stroke is drawn along, smoothly, and how. */
export interface StrokeLine {
  pairs: number[]
  /** Whether the run is the outline of the stroke, which is filled then. */
  closed: boolean
  /** Of the line along the run, in the stroke's own units. */
  width: number
}

/** What is drawn of a stroke: its outline where its width follows the pressure, else its line. */
export function strokeLine(points: StrokePoints, width: number, highlights: boolean): StrokeLine {
  if (!highlights && hasPressure(points)) {
    return { pairs: outline(points, width), closed: true, width: width * 0.15 }
  }
  const pairs: number[] = []
  for (let i = 0; i < points.length; i += 3) pairs.push(points[i] ?? 0, points[i + 1] ?? 0)
  return { pairs, closed: false, width }
}

/** The outline of a stroke whose width follows the pressure: a closed run of x, y pairs. */
function outline(points: StrokePoints, width: number): number[] {
  const count = points.length / 3
  const left: number[] = []
  const right: number[] = []
  for (let i = 0; i < count; i++) {
    const x = points[i * 3] ?? 0
    const y = points[i * 3 + 1] ?? 0
    const next = Math.min(count - 1, i + 1) * 3
    const before = Math.max(0, i - 1) * 3
    const dx = (points[next] ?? 0) - (points[before] ?? 0)
    const dy = (points[next + 1] ?? 0) - (points[before + 1] ?? 0)
    const length = Math.hypot(dx, dy) || 1
    const half = (width * (0.35 + 1.3 * (points[i * 3 + 2] ?? 0.5))) / 2
    left.push(x - (dy / length) * half, y + (dx / length) * half)
    right.unshift(x + (dy / length) * half, y - (dx / length) * half)
  }
  return [...left, ...right]
}

/** How far a point lies from the stroke's line, in the stroke's own units. */
export function distanceTo(points: StrokePoints, x: number, y: number): number {
  let least = Infinity
  for (let i = 0; i < points.length; i += 3) {
    const ax = points[i] ?? 0
    const ay = points[i + 1] ?? 0
    const dx = (points[i + 3] ?? ax) - ax
    const dy = (points[i + 4] ?? ay) - ay
    const square = dx * dx + dy * dy
    const part = square ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0
    least = Math.min(least, Math.hypot(x - ax - part * dx, y - ay - part * dy))
  }
  return least
}
