import { corners, toOwn, union, type Box } from '../bounds.js'
import type { FrameElement, Placement } from '../element.js'
import { holds } from '../holding.js'
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
 * is on one. Where something lies in no frame, a page with all comes first.
 *
 * @param all in drawing order
 * @param rtl whether one reads from right to left
 */
export function pagesOf(all: readonly Printed[], rtl: boolean): Page[] {
  const frames = all.flatMap(({ element, box }) =>
    element.kind === 'frame' ? [{ frame: element, box }] : []
  )
  const isHeld = ({ element, box }: Printed) =>
    element.kind === 'frame' || frames.some(({ frame }) => holds(frame, box))
  const ordered = inReadingOrder(frames, rtl).map(({ frame }) => framePage(frame, all))
  if (ordered.length > 0 && all.every(isHeld)) return ordered
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

function framePage(frame: FrameElement, all: readonly Printed[]): Page {
  const own = all.find(({ element }) => element === frame)?.own ?? NOTHING
  const box = grown(own, MARGIN / 4)
  const elements = all.filter(({ element, own: its }) => {
    const points = corners(element.at, its).map((corner) => toOwn(frame.at, corner))
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
    return (
      Math.min(...xs) < box.maxX &&
      Math.max(...xs) > box.minX &&
      Math.min(...ys) < box.maxY &&
      Math.max(...ys) > box.minY
    )
  })
  return { frame, at: frame.at, box, elements }
}
