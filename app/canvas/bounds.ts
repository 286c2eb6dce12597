import type { Element, Placement } from './element.js'

/** The size of a card at scale 1, in canvas units. */
export const CARD_WIDTH = 200
export const CARD_HEIGHT = 240
/** The size of letters and the distance of lines of a text at scale 1, in canvas units. */
export const TEXT_SIZE = 22
export const TEXT_LINE = 30
/** The width and height of a note, of a stamp and of a line's stroke at scale 1, in canvas units. */
export const NOTE_SIZE = 200
export const STAMP_SIZE = 56
export const LINE_WIDTH = 3

/** The height of a frame's title, which stands above it, in canvas units before scaling. */
export const FRAME_TITLE_HEIGHT = 34

/** An upright rectangle in canvas units. */
export interface Box {
  minX: number
  minY: number
  maxX: number
  maxY: number
}

/** A point in canvas units. */
export interface Point {
  x: number
  y: number
}

/** How many lines a text takes when nothing can be measured, from an average width of letters. */
function estimatedLines(text: string, width: number): number {
  const perLine = Math.max(1, Math.floor(width / (TEXT_SIZE * 0.5)))
  return text
    .split('\n')
    .reduce((lines, paragraph) => lines + Math.max(1, Math.ceil(paragraph.length / perLine)), 0)
}

/**
 * The element's own rectangle, relative to its anchor, before rotation and scale.
 * @param lines how many lines a text really takes; without it they are estimated
 */
export function ownBox(element: Element, lines?: number): Box {
  switch (element.kind) {
    case 'card':
      return around(CARD_WIDTH, CARD_HEIGHT)
    case 'note':
      return around(NOTE_SIZE, NOTE_SIZE)
    case 'stamp':
      return around(STAMP_SIZE, STAMP_SIZE)
    case 'shape':
    case 'image':
      return around(...element.size)
    case 'frame': {
      const box = around(...element.size)
      return { ...box, minY: box.minY - FRAME_TITLE_HEIGHT }
    }
    case 'text': {
      const height = (lines ?? estimatedLines(element.text, element.width)) * TEXT_LINE
      return { minX: -element.width / 2, minY: 0, maxX: element.width / 2, maxY: height }
    }
    case 'line': {
      const [x1, y1, x2, y2] = element.ends
      return covering([x1, y1, 0, x2, y2, 0], LINE_WIDTH)
    }
    case 'stroke':
      return covering(element.points, element.width)
  }
}

function around(width: number, height: number): Box {
  return { minX: -width / 2, minY: -height / 2, maxX: width / 2, maxY: height / 2 }
}

/** The rectangle around points, flat with three numbers each, and so much beyond. */
function covering(points: ArrayLike<number>, beyond: number): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i] ?? 0
    const y = points[i + 1] ?? 0
    box.minX = Math.min(box.minX, x - beyond)
    box.minY = Math.min(box.minY, y - beyond)
    box.maxX = Math.max(box.maxX, x + beyond)
    box.maxY = Math.max(box.maxY, y + beyond)
  }
  return box
}

/** Takes a point from an element's own coordinates to the canvas. */
export function toCanvas([x, y, rotation, scale]: Placement, point: Point): Point {
  const angle = (rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
  return { x: x + point.x * cos - point.y * sin, y: y + point.x * sin + point.y * cos }
}

/** Takes a point from the canvas to an element's own coordinates. */
export function toOwn([x, y, rotation, scale]: Placement, point: Point): Point {
  const angle = (-rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale]
  const [dx, dy] = [point.x - x, point.y - y]
  return { x: dx * cos - dy * sin, y: dx * sin + dy * cos }
}

/** The corners of an element's own rectangle on the canvas, clockwise from its upper left. */
export function corners(at: Placement, own: Box): [Point, Point, Point, Point] {
  return [
    toCanvas(at, { x: own.minX, y: own.minY }),
    toCanvas(at, { x: own.maxX, y: own.minY }),
    toCanvas(at, { x: own.maxX, y: own.maxY }),
    toCanvas(at, { x: own.minX, y: own.maxY }),
  ]
}

/** The upright rectangle that an element covers on the canvas. */
export function bounds(element: Element, own: Box = ownBox(element)): Box {
  return boxAround(corners(element.at, own))
}

/** The upright rectangle around points. */
export function boxAround(points: readonly Point[]): Box {
  return {
    minX: Math.min(...points.map(({ x }) => x)),
    minY: Math.min(...points.map(({ y }) => y)),
    maxX: Math.max(...points.map(({ x }) => x)),
    maxY: Math.max(...points.map(({ y }) => y)),
  }
}

/** The upright rectangle that covers all of them, null if there are none. */
export function union(boxes: readonly Box[]): Box | null {
  const [first, ...rest] = boxes
  if (!first) return null
  return rest.reduce(
    (all, box) => ({
      minX: Math.min(all.minX, box.minX),
      minY: Math.min(all.minY, box.minY),
      maxX: Math.max(all.maxX, box.maxX),
      maxY: Math.max(all.maxY, box.maxY),
    }),
    first
  )
}
