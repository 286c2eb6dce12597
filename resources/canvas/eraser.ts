import type { Point } from '#canvas/bounds'
import type { Gesture, Sample } from './pointers'

const REACH_PX = 10
/** Distance in pixels at which the way of the eraser is looked at. */
const STEP_PX = 6

/**
 * The gesture of wiping things away, in pixels of the view.
 * @param find what can be wiped away there, within so many pixels
 * @param wipe takes it away at once
 * @param back brings back all that this gesture took away
 */
export function eraserGesture(
  from: Sample,
  find: (at: Point, within: number) => string | null,
  wipe: (id: string) => void,
  back: () => void
): Gesture {
  let last: Point = from
  let wiped = false
  const touch = (at: Point) => {
    for (let id = find(at, REACH_PX); id !== null; id = find(at, REACH_PX)) {
      wipe(id)
      wiped = true
    }
  }
  return {
    move(samples) {
      for (const to of samples) {
        // A quick hand leaves gaps between samples.
        const steps = Math.max(1, Math.ceil(Math.hypot(to.x - last.x, to.y - last.y) / STEP_PX))
        for (let i = 1; i <= steps; i++) {
          const part = i / steps
          touch({ x: last.x + (to.x - last.x) * part, y: last.y + (to.y - last.y) * part })
        }
        last = to
      }
    },
    end: () => touch(last),
    cancel() {
      if (wiped) back()
    },
  }
}
