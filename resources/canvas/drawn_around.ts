import { boxAround, corners, type Point } from '#canvas/bounds'
import { surrounds } from '#canvas/holding'
import { takesIn } from '#canvas/marquee'
import type { Gesture, Sample } from './pointers'
import type { Scene, Shown } from './scene'
import type { Selection } from './selection'
import type { Sketch } from './sketch'
import type { Viewpoint } from './viewpoint'

/** What is drawn around, and on what. */
export interface DrawnAroundRoom {
  scene: Scene
  viewpoint: Viewpoint
  selection: Selection
  sketch: Sketch
}

const idsOf = (shown: readonly Shown[]) =>
  shown.filter(({ element }) => !element.locked).map(({ element }) => element.id)

/**
 * Selecting what a rectangle touches, as it is drawn; what is locked is left out.
 * @param add whether what is selected already stays so
 * @param done called at the end with whether it took in anything
 */
export function marqueeGesture(
  { scene, viewpoint, selection, sketch }: DrawnAroundRoom,
  from: Point,
  add: boolean,
  done: (found: boolean) => void
): Gesture {
  const before = selection.ids
  // On the canvas, because a wheel may move the view meanwhile.
  const start = viewpoint.toWorld(from)
  let found: readonly string[] | null = null
  const end = () => sketch.show([])
  return {
    move: (samples) => {
      const box = boxAround([start, viewpoint.toWorld(samples.at(-1) ?? from)])
      const next = scene.search(box).filter(({ element, own }) => takesIn(box, element, own))
      const ids = idsOf(next)
      const isSame = found?.length === ids.length && ids.every((id, i) => id === found?.[i])
      found = ids
      if (!isSame) selection.set(add ? [...before, ...ids] : ids)
      const run = corners([0, 0, 0, 1], box).map((point) => viewpoint.toScreen(point))
      sketch.show([[...run, ...run.slice(0, 1)]])
    },
    end: () => {
      end()
      done(found !== null && found.length > 0)
    },
    cancel: () => {
      end()
      selection.set(before)
    },
  }
}

/** Selecting what one draws a line around; `done` is called at its end. */
export function lassoGesture(
  { scene, viewpoint, selection, sketch }: DrawnAroundRoom,
  from: Sample,
  add: boolean,
  done: () => void
): Gesture {
  const run: Point[] = [from]
  const end = () => sketch.show([])
  return {
    move: (samples) => {
      run.push(...samples)
      sketch.show([[...run, from]])
    },
    end: () => {
      end()
      const around = run.map((point) => viewpoint.toWorld(point))
      const within = scene.all().filter(({ element, own, minX, minY, maxX, maxY }) => {
        const middle = { x: (minX + maxX) / 2, y: (minY + maxY) / 2 }
        // Who draws around what lies in a frame does not mean the frame.
        const points = element.kind === 'frame' ? corners(element.at, own) : [middle]
        return points.every((point) => surrounds(around, point))
      })
      const ids = idsOf(within)
      selection.set(add ? [...selection.ids, ...ids] : ids)
      done()
    },
    cancel: end,
  }
}
