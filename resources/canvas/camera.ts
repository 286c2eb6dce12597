import type { Box, Point } from '#canvas/bounds'
import type { Sight } from '#canvas/cursor_state'

export const MIN_ZOOM = 0.1
export const MAX_ZOOM = 6

/** What the view shows: the canvas point in its upper left corner, and pixels per canvas unit. */
export interface Camera {
  x: number
  y: number
  zoom: number
}

/** The size of the view in CSS pixels. */
export interface Size {
  width: number
  height: number
}

const limited = (zoom: number) => Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom))

/** From pixels in the view to canvas units. */
export function toWorld(camera: Camera, { x, y }: Point): Point {
  return { x: camera.x + x / camera.zoom, y: camera.y + y / camera.zoom }
}

/** From canvas units to pixels in the view. */
export function toScreen(camera: Camera, { x, y }: Point): Point {
  return { x: (x - camera.x) * camera.zoom, y: (y - camera.y) * camera.zoom }
}

/** The camera after the content was pulled by so many pixels. */
export function pannedBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }
}

/** The camera after zooming by a factor while the canvas under one pixel of the view stays put. */
export function zoomedAt(camera: Camera, at: Point, factor: number): Camera {
  const fixed = toWorld(camera, at)
  const zoom = limited(camera.zoom * factor)
  return { x: fixed.x - at.x / zoom, y: fixed.y - at.y / zoom, zoom }
}

/** The part of the canvas in view, with so many pixels around it. */
export function visibleBox({ x, y, zoom }: Camera, { width, height }: Size, margin = 0): Box {
  return {
    minX: x - margin / zoom,
    minY: y - margin / zoom,
    maxX: x + (width + margin) / zoom,
    maxY: y + (height + margin) / zoom,
  }
}

/** The camera that shows the whole box in the middle, not larger than life unless it may be. */
export function fitted(box: Box, { width, height }: Size, margin = 56, most = 1): Camera {
  const inner = {
    width: Math.max(1, width - 2 * margin),
    height: Math.max(1, height - 2 * margin),
  }
  const across = inner.width / Math.max(1, box.maxX - box.minX)
  const down = inner.height / Math.max(1, box.maxY - box.minY)
  const zoom = limited(Math.min(most, across, down))
  return {
    x: (box.minX + box.maxX) / 2 - width / 2 / zoom,
    y: (box.minY + box.maxY) / 2 - height / 2 / zoom,
    zoom,
  }
}

/** How much the bars over the view cover at its upper and lower edge, in pixels. */
const BARS = { top: 72, bottom: 76 }
/** A view that is narrower has its upper bars in two lines, and those of the comments below. */
const NARROW = { width: 512, top: 132, bottom: 132 }
/** What of the height is never left to the bars. */
const LEAST_HEIGHT = 0.5

/** The camera that shows the whole box between the bars that stand over the view. */
export function fittedBetweenBars(box: Box, { width, height }: Size): Camera {
  const { top, bottom } = width < NARROW.width ? NARROW : BARS
  const most = height * (1 - LEAST_HEIGHT)
  const part = Math.min(1, most / (top + bottom))
  const camera = fitted(box, { width, height: height - (top + bottom) * part }, 24)
  return { ...camera, y: camera.y - (top * part) / camera.zoom }
}

/** The camera that shows at least what somebody else sees, in the middle. */
export function sharing(sight: Sight, { width, height }: Size): Camera {
  const zoom = limited(Math.min(width / sight.width, height / sight.height))
  return {
    x: sight.x + sight.width / 2 - width / 2 / zoom,
    y: sight.y + sight.height / 2 - height / 2 / zoom,
    zoom,
  }
}

/** The camera so much of the way from one to another; 1 is the other. */
export function between(from: Camera, to: Camera, part: number): Camera {
  const along = (a: number, b: number) => a + (b - a) * part
  return { x: along(from.x, to.x), y: along(from.y, to.y), zoom: along(from.zoom, to.zoom) }
}

/** The camera moved just far enough to bring the box into view. */
export function revealing(camera: Camera, box: Box, size: Size, margin = 72): Camera {
  const view = visibleBox(camera, size, -margin)
  const shift = (low: number, high: number, from: number, to: number) =>
    low < from || high - low > to - from ? low - from : high > to ? high - to : 0
  return {
    ...camera,
    x: camera.x + shift(box.minX, box.maxX, view.minX, view.maxX),
    y: camera.y + shift(box.minY, box.maxY, view.minY, view.maxY),
  }
}

/**
 * The camera moved up or down just far enough that the box is not beyond the edge of the view; of a
 * box that is higher than the view the foot is shown, where one writes on.
 */
export function steppedAside(camera: Camera, box: Box, size: Size, margin = 24): Camera {
  const view = visibleBox(camera, size, -margin)
  const below = box.maxY - view.maxY
  const above = view.minY - box.minY
  return { ...camera, y: camera.y + (below > 0 ? below : above > 0 ? -above : 0) }
}
