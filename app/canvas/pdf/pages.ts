import { corners, toOwn, union, type Box } from '../bounds.js'
import type { FrameElement, Placement } from '../element.js'
import type { Measured } from '../lines.js'

/** Free paper around what has no frame, in canvas units. */
const MARGIN = 40
/** What a page without anything on it shows. */
const NOTHING: Box = { minX: 0, minY: 0, maxX: 842, maxY: 595 }
const AS_IT_LIES: Placement = [0, 0, 0, 1]

/** An element with its own rectangle and the upright one that it covers. */
export interface Printed extends Measured {
  box: Box
}

/** A page of a print. */
export interface Page {
  /** The frame that it shows, null for all that lies on the canvas. */
  frame: FrameElement | null
  /** The placement that it undoes: frames stand upright on their pages. */
  at: Placement
  /** What it shows, in the coordinates of `at`. */
  box: Box
  /** What is to be seen on it, in drawing order. */
  elements: Printed[]
}

/**
 * The pages of a canvas: each frame is one, in the order in which one reads, and without frames all
 * is on one. Where something is on no frame's page as a whole, a page with all comes first.
 *
 * @param all in drawing order
 * @param rtl whether one reads from right to left
 */
export function pagesOf(all: readonly Printed[], rtl: boolean): Page[] {
  const frames = all.flatMap(({ element, box }) =>
    element.kind === 'frame' ? [{ frame: element, box }] : []
  )
  const ordered = inReadingOrder(frames, rtl).map(({ frame }) => framePage(frame, all))
  const isWhole = (each: Printed) =>
    each.element.kind === 'frame' ||
    ordered.some(({ at, box }) => contains(box, seenFrom(at, each)))
  if (ordered.length > 0 && all.every(isWhole)) return ordered
  const box = union(all.map((each) => each.box))
  const whole = box ? grown(box, MARGIN) : NOTHING
  return [{ frame: null, at: AS_IT_LIES, box: whole, elements: [...all] }, ...ordered]
}

const grown = ({ minX, minY, maxX, maxY }: Box, by: number): Box => ({
  minX: minX - by,
  minY: minY - by,
  maxX: maxX + by,
  maxY: maxY + by,
})

/** Row by row: what begins above the middle of the first of a row belongs to it. */
function inReadingOrder<T extends { box: Box }>(boxed: readonly T[], rtl: boolean): T[] {
  const rows: T[][] = []
  for (const each of [...boxed].sort((a, b) => a.box.minY - b.box.minY)) {
    const first = rows.at(-1)?.[0]?.box
    if (first && each.box.minY < (first.minY + first.maxY) / 2) rows.at(-1)?.push(each)
    else rows.push([each])
  }
  return rows.flatMap((row) =>
    row.sort((a, b) => (rtl ? b.box.maxX - a.box.maxX : a.box.minX - b.box.minX))
  )
}

/**
 * A frame's page. What lies across the frame's edge is on it as a whole: the page grows for it, by
 * the frame's own size at most, for else a long line to another frame would make the frame small.
 */
function framePage(frame: FrameElement, all: readonly Printed[]): Page {
  const own = all.find(({ element }) => element === frame)?.own ?? NOTHING
  const area = grown(own, MARGIN / 4)
  const [width, height] = [own.maxX - own.minX, own.maxY - own.minY]
  const most = {
    minX: own.minX - width,
    minY: own.minY - height,
    maxX: own.maxX + width,
    maxY: own.maxY + height,
  }
  const elements = all.filter((each) => overlap(seenFrom(frame.at, each), area))
  const across = elements
    .filter(({ element }) => element.kind !== 'frame')
    .map((each) => seenFrom(frame.at, each))
    .filter((box) => contains(most, box) && !contains(own, box))
  const box = union([area, ...across.map((each) => grown(each, MARGIN / 4))]) ?? area
  return { frame, at: frame.at, box, elements }
}

/** The upright rectangle that something covers in the coordinates of a placement. */
function seenFrom(at: Placement, { element, own }: Printed): Box {
  const points = corners(element.at, own).map((corner) => toOwn(at, corner))
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return {
    minX: Math.min(...xs),
    minY: Math.min(...ys),
    maxX: Math.max(...xs),
    maxY: Math.max(...ys),
  }
}

const overlap = (one: Box, other: Box) =>
  one.minX < other.maxX && one.maxX > other.minX && one.minY < other.maxY && one.maxY > other.minY

const contains = (outer: Box, inner: Box) =>
  inner.minX >= outer.minX &&
  inner.maxX <= outer.maxX &&
  inner.minY >= outer.minY &&
  inner.maxY <= outer.maxY
