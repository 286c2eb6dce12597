import { MAX_POINTS, type StrokePoints } from '#canvas/points'
import type { Gesture, Sample } from './pointers'
import { simplified } from './stroke_shape'

/** How closely the line follows the hand: 1 follows every tremble. */
const FOLLOW = 0.55
/** Least distance of two points in pixels. */
const LEAST_PX = 1
const TOLERANCE_PX = 0.35

/**
 * The gesture of drawing a line, in pixels of the view.
 * @param draft shows the line so far, null when there is none any more
 * @param finish takes the finished line
 */
export function penGesture(
  from: Sample,
  draft: (points: StrokePoints | null) => void,
  finish: (points: StrokePoints) => void
): Gesture {
  let points = [from.x, from.y, from.pressure]
  let [x, y, pressure] = [from.x, from.y, from.pressure]
  const add = (sample: Sample, follow: number) => {
    x += (sample.x - x) * follow
    y += (sample.y - y) * follow
    pressure += (sample.pressure - pressure) * follow
    const far = Math.hypot(x - (points.at(-3) ?? x), y - (points.at(-2) ?? y)) >= LEAST_PX
    if (far) points.push(x, y, pressure)
  }
  const commit = () => finish(simplified(Float32Array.from(points), TOLERANCE_PX))
  let last = from
  draft(Float32Array.from(points))
  return {
    move(samples) {
      for (const sample of samples) {
        add(sample, FOLLOW)
        last = sample
      }
      if (points.length / 3 >= MAX_POINTS) {
        commit()
        points = [x, y, pressure]
      }
      draft(Float32Array.from(points))
    },
    end() {
      add(last, 1)
      draft(null)
      commit()
    },
    cancel: () => draft(null),
  }
}
