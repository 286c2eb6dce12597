import type { StrokeElement } from '../element.js'
import { strokeLine } from './stroke_shape.js'

/** The path of a stroke, in its own coordinates, and how it is drawn. */
export interface StrokePath {
  /** SVG path data. */
  path: string
  /** Whether it is an outline, to be filled as well. */
  closed: boolean
  /** Canvas units. */
  width: number
}

/** A stroke as a smooth path, the same as on the screen (Catmull and Rom, centripetal). */
export function strokePath(
  element: Pick<StrokeElement, 'points' | 'width' | 'highlights'>
): StrokePath {
  const { pairs, closed, width } = strokeLine(element.points, element.width, element.highlights)
  const count = pairs.length / 2
  const point = (i: number): readonly [number, number] => [pairs[i * 2] ?? 0, pairs[i * 2 + 1] ?? 0]
  const [x0, y0] = point(0)
  // A tap is a dot: a line of no length would not be drawn.
  if (count === 1) return { path: `M${x0} ${y0}L${x0 + 0.01} ${y0}`, closed, width }
  if (count === 2) return { path: `M${x0} ${y0}L${point(1).join(' ')}`, closed, width }
  const at = (i: number) =>
    closed ? point((i + count) % count) : point(Math.max(0, Math.min(count - 1, i)))
  let path = `M${short(x0)} ${short(y0)}`
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const out = handle(before, from, to)
    const into = handle(after, to, from)
    path += `C${[...out, ...into, ...to].map(short).join(' ')}`
  }
  return { path: closed ? `${path}Z` : path, closed, width }
}

const short = (value: number) => Math.round(value * 100) / 100

type Pair = readonly [number, number]

/** The handle at `here` of the curve that comes from `behind` and goes on towards `ahead`. */
function handle(behind: Pair, here: Pair, ahead: Pair): Pair {
  const d1 = Math.hypot(here[0] - behind[0], here[1] - behind[1])
  const d2 = Math.hypot(ahead[0] - here[0], ahead[1] - here[1])
  const [root1, root2] = [Math.sqrt(d1), Math.sqrt(d2)]
  const whole = 3 * root1 * (root1 + root2)
  if (whole === 0) return here
  const part = 2 * d1 + 3 * root1 * root2 + d2
  const along = (i: 0 | 1) => (d1 * ahead[i] + part * here[i] - d2 * behind[i]) / whole
  return [along(0), along(1)]
}
