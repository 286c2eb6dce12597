import paper from 'paper/dist/paper-core'
import { LINE_WIDTH, NOTE_SIZE, STAMP_SIZE } from '#canvas/bounds'
import type { Element, Form, LineElement } from '#canvas/element'
import { paperShade, shade } from './palette'
import { STAMP_PATHS, STAMP_PATHS_SIZE } from './stamp_paths'
import type { Theme } from './theme'

const FRAME_LINE = 1.5
/** How much of what lies beneath a figure its tint covers. */
const TINT = 0.14
const HEAD = 16

/** What is drawn of an element besides its words: nothing of a card or stroke. */
export function figureItems(element: Element, theme: Theme): paper.Item[] {
  switch (element.kind) {
    case 'note':
      return noteItems(paperShade(element.colour, theme.dark))
    case 'shape': {
      const colour = shade(element.colour, theme.dark)
      const tint = formPath(element.form, ...element.size)
      tint.fillColor = new paper.Color(colour)
      tint.opacity = TINT
      const edge = formPath(element.form, ...element.size)
      return [tint, drawn(edge, colour, LINE_WIDTH)]
    }
    case 'frame': {
      const [width, height] = element.size
      const area = new paper.Path.Rectangle(
        new paper.Rectangle(-width / 2, -height / 2, width, height)
      )
      area.fillColor = new paper.Color(theme.paper)
      return [drawn(area, theme.line, FRAME_LINE)]
    }
    case 'line':
      return lineItems(element, shade(element.colour, theme.dark))
    case 'stamp': {
      const path = new paper.CompoundPath(STAMP_PATHS[element.stamp])
      path.fillRule = 'evenodd'
      path.scale(STAMP_SIZE / STAMP_PATHS_SIZE, new paper.Point(0, 0))
      path.fillColor = new paper.Color(shade(element.colour, theme.dark))
      return [path]
    }
    case 'card':
    case 'stroke':
    case 'text':
      return []
  }
}

function drawn(path: paper.Path, colour: string, width: number): paper.Path {
  path.strokeColor = new paper.Color(colour)
  path.strokeWidth = width
  path.strokeCap = 'round'
  path.strokeJoin = 'round'
  return path
}

/** The outline of a figure around the origin. */
export function formPath(form: Form, width: number, height: number): paper.Path {
  const [x, y] = [width / 2, height / 2]
  const corner = (dx: number, dy: number) => new paper.Point(dx, dy)
  switch (form) {
    case 'ellipse':
      return new paper.Path.Ellipse(new paper.Rectangle(-x, -y, width, height))
    case 'rectangle':
      return new paper.Path.Rectangle(new paper.Rectangle(-x, -y, width, height), [6, 6])
    case 'triangle':
      return closed([corner(0, -y), corner(x, y), corner(-x, y)])
    case 'diamond':
      return closed([corner(0, -y), corner(x, 0), corner(0, y), corner(-x, 0)])
  }
}

function closed(points: paper.Point[]): paper.Path {
  const path = new paper.Path(points)
  path.closed = true
  return path
}

/** Paper with a plain edge beneath it: a blurred shadow would be drawn anew in each frame. */
function noteItems(colour: string): paper.Path[] {
  const half = NOTE_SIZE / 2
  const square = (down: number) =>
    new paper.Path.Rectangle(new paper.Rectangle(-half, down - half, NOTE_SIZE, NOTE_SIZE), [4, 4])
  const [edge, paperSquare] = [square(3), square(0)]
  edge.fillColor = new paper.Color(0, 0, 0, 0.16)
  paperSquare.fillColor = new paper.Color(colour)
  return [edge, paperSquare]
}

function lineItems({ ends: [x1, y1, x2, y2], arrow }: LineElement, colour: string): paper.Path[] {
  const [start, end] = [new paper.Point(x1, y1), new paper.Point(x2, y2)]
  const line = drawn(new paper.Path([start, end]), colour, LINE_WIDTH)
  const way = end.subtract(start)
  if (!arrow || way.length < 1) return [line]
  const back = way.normalize(Math.min(HEAD, way.length / 2)).multiply(-1)
  const turned = (degrees: number) => back.rotate(degrees, new paper.Point(0, 0))
  const head = new paper.Path([end.add(turned(28)), end, end.add(turned(-28))])
  return [line, drawn(head, colour, LINE_WIDTH)]
}
