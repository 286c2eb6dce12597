import type * as Y from 'yjs'
import { addElement } from '#canvas/document'
import type { Colour, Placement } from '#canvas/element'
import { MAX_POINTS, type StrokePoints } from '#canvas/points'
import { toWorld, type Camera } from './camera'
import type { Stroke } from './items'
import type { Gesture, Sample } from './pointers'
import { simplified } from '#canvas/drawing/stroke_shape'

/** What lines are drawn with. */
export type Tip = 'pen' | 'highlighter'

/** How wide a line can be, from the finest. */
export const WIDTHS = ['fine', 'medium', 'broad', 'bold'] as const
/** How wide a line is. */
export type Width = (typeof WIDTHS)[number]

/** The width of a line in pixels of the view. */
export const WIDTH_PX: Record<Tip, Record<Width, number>> = {
  pen: { fine: 2, medium: 4, broad: 8, bold: 14 },
  highlighter: { fine: 12, medium: 22, broad: 36, bold: 56 },
}
/** How closely the line follows the hand: 1 follows every tremble. */
const FOLLOW = 0.55
/** Least distance of two points in pixels. */
const LEAST_PX = 1
const TOLERANCE_PX = 0.35
/** The pressure of a resting and of a quick hand where the device tells none, and what is quick. */
const SLOW_PRESSURE = 0.58
const QUICK_PRESSURE = 0.3
const QUICK_PX_PER_MS = 2.2
/** How fast the pressure follows the speed, which jumps more than a hand's pressure does. */
const SPEED_FOLLOW = 0.12

/** The pressure that a hand of this speed seems to have. */
function pressureOf(from: Sample, to: Sample): number {
  const speed = Math.hypot(to.x - from.x, to.y - from.y) / Math.max(1, to.time - from.time)
  const part = Math.min(1, speed / QUICK_PX_PER_MS)
  return SLOW_PRESSURE + (QUICK_PRESSURE - SLOW_PRESSURE) * part
}

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
  let [x, y, pressure] = [from.x, from.y, from.pressure ?? 0.5]
  let points = [x, y, pressure]
  let last = from
  const add = (sample: Sample, follow: number) => {
    x += (sample.x - x) * follow
    y += (sample.y - y) * follow
    const pressed = sample.pressure ?? pressureOf(last, sample)
    pressure += (pressed - pressure) * (sample.pressure === null ? SPEED_FOLLOW : follow)
    const far = Math.hypot(x - (points.at(-3) ?? x), y - (points.at(-2) ?? y)) >= LEAST_PX
    if (far) points.push(x, y, pressure)
  }
  const commit = () => finish(simplified(Float32Array.from(points), TOLERANCE_PX))
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

/** A line of a width in pixels of the view as it is shown while it is drawn, in a CSS colour. */
export function draftOf(
  points: StrokePoints,
  tip: Tip,
  width: number,
  { x, y, zoom }: Camera,
  colour: string
): Stroke {
  const shown = points.map((value, i) => {
    const part = i % 3
    return part === 2 ? value : value / zoom + (part === 0 ? x : y)
  })
  return { points: shown, width: width / zoom, colour, highlights: tip === 'highlighter' }
}

/** Puts a finished line, it and its width in pixels of the view, on the canvas. */
export function addLine(
  doc: Y.Doc,
  {
    points,
    tip,
    width,
    colour,
    author,
  }: { points: StrokePoints; tip: Tip; width: number; colour: Colour; author: string },
  camera: Camera,
  origin: unknown
): void {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < points.length; i += 3) {
    minX = Math.min(minX, points[i] ?? 0)
    maxX = Math.max(maxX, points[i] ?? 0)
    minY = Math.min(minY, points[i + 1] ?? 0)
    maxY = Math.max(maxY, points[i + 1] ?? 0)
  }
  const middle = { x: (minX + maxX) / 2, y: (minY + maxY) / 2 }
  const own = points.map((value, i) => {
    const part = i % 3
    return part === 2 ? value : value - (part === 0 ? middle.x : middle.y)
  })
  const { x, y } = toWorld(camera, middle)
  // Stored in pixels of the screen and scaled, so that a stroke drawn close up is as fine as one
  // drawn from afar.
  const at: Placement = [x, y, 0, 1 / camera.zoom]
  const highlights = tip === 'highlighter'
  const made = { kind: 'stroke' as const, points: own, colour, width, highlights, at, author }
  addElement(doc, made, origin)
}
