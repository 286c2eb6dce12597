import { LINE_WIDTH, NOTE_SIZE, STAMP_SIZE } from '../bounds.js'
import type { Element, Form, LineElement } from '../element.js'
import { paperShade, shade, type Ground } from './palette.js'
import { STAMP_PATHS, STAMP_PATHS_SIZE } from './stamp_paths.js'

const FRAME_LINE = 1.5
/** How much of what lies beneath a figure its tint covers. */
const TINT = 0.14
const HEAD = 16
const HEAD_ANGLE = (28 * Math.PI) / 180

/** A part of what is drawn of an element, in its own coordinates. */
export interface Figure {
  /** SVG path data, to be filled by the rule `evenodd`. */
  path: string
  /** CSS colours, null for none. */
  fill: string | null
  stroke: string | null
  /** Of the stroke, which has round caps and corners. Canvas units. */
  width: number
  opacity: number
  /** How many canvas units a unit of the path is. */
  scale: number
}

/**
 * What is drawn of an element besides its words, from the lowest: nothing of a card or stroke, and of
 * an image what stands for it where it is not there.
 */
export function figuresOf(element: Element, ground: Ground): Figure[] {
  switch (element.kind) {
    case 'note':
      return noteFigures(paperShade(element.colour, ground.dark))
    case 'shape': {
      const colour = shade(element.colour, ground.dark)
      const path = formPath(element.form, ...element.size)
      return [
        { ...filled(path, colour), opacity: TINT },
        { ...drawn(path, colour), width: LINE_WIDTH },
      ]
    }
    case 'frame': {
      const [width, height] = element.size
      const path = `M${-width / 2} ${-height / 2}h${width}v${height}h${-width}Z`
      return [{ ...drawn(path, ground.line), fill: ground.paper, width: FRAME_LINE }]
    }
    case 'line':
      return lineFigures(element, shade(element.colour, ground.dark))
    case 'stamp': {
      const stamp = filled(STAMP_PATHS[element.stamp], shade(element.colour, ground.dark))
      return [{ ...stamp, scale: STAMP_SIZE / STAMP_PATHS_SIZE }]
    }
    case 'image': {
      const [width, height] = element.size
      const path = roundedPath(-width / 2, -height / 2, width, height, 0)
      return [{ ...drawn(path, ground.line), fill: ground.paper, width: FRAME_LINE }]
    }
    case 'card':
    case 'stroke':
    case 'text':
      return []
  }
}

const plain = { stroke: null, fill: null, width: 0, opacity: 1, scale: 1 }
const filled = (path: string, fill: string): Figure => ({ ...plain, path, fill })
const drawn = (path: string, stroke: string): Figure => ({
  ...plain,
  path,
  stroke,
  width: LINE_WIDTH,
})

/** A rectangle around a point with round corners, as path data. */
export function roundedPath(x: number, y: number, width: number, height: number, r: number) {
  const [across, down] = [width - 2 * r, height - 2 * r]
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`
  const [right, left] = [`h${across}${arc(r, r)}v${down}`, `h${-across}${arc(-r, -r)}v${-down}`]
  return `M${x + r} ${y}${right}${arc(-r, r)}${left}${arc(r, -r)}Z`
}

/** The outline of a figure around the origin. */
function formPath(form: Form, width: number, height: number): string {
  const [x, y] = [width / 2, height / 2]
  switch (form) {
    case 'ellipse':
      return `M${-x} 0A${x} ${y} 0 0 1 ${x} 0A${x} ${y} 0 0 1 ${-x} 0Z`
    case 'rectangle':
      return roundedPath(-x, -y, width, height, Math.min(6, x, y))
    case 'triangle':
      return `M0 ${-y}L${x} ${y}L${-x} ${y}Z`
    case 'diamond':
      return `M0 ${-y}L${x} 0L0 ${y}L${-x} 0Z`
  }
}

/** Paper with a plain edge beneath it: a blurred shadow would be drawn anew in each frame. */
function noteFigures(colour: string): Figure[] {
  const half = NOTE_SIZE / 2
  const square = (down: number) => roundedPath(-half, down - half, NOTE_SIZE, NOTE_SIZE, 4)
  return [{ ...filled(square(3), '#000000'), opacity: 0.16 }, filled(square(0), colour)]
}

function lineFigures({ ends: [x1, y1, x2, y2], arrow }: LineElement, colour: string): Figure[] {
  const line = drawn(`M${x1} ${y1}L${x2} ${y2}`, colour)
  const length = Math.hypot(x2 - x1, y2 - y1)
  if (!arrow || length < 1) return [line]
  const back = Math.min(HEAD, length / 2) / length
  const [bx, by] = [(x1 - x2) * back, (y1 - y2) * back]
  const turned = (angle: number) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return `${x2 + bx * cos - by * sin} ${y2 + bx * sin + by * cos}`
  }
  return [line, drawn(`M${turned(HEAD_ANGLE)}L${x2} ${y2}L${turned(-HEAD_ANGLE)}`, colour)]
}
