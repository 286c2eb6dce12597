import paper from 'paper/dist/paper-core'
import { TEXT_LINE, TEXT_SIZE } from '#canvas/bounds'
import type { Placement, StrokeElement, TextElement } from '#canvas/document'
import type { StrokePoints } from '#canvas/points'
import { shade } from './palette'
import type { Pictures } from './pictures'
import type { Shown } from './scene'
import { hasPressure, outline } from './stroke_shape'
import { directed, type Line } from './text_layout'
import type { Theme } from './theme'

/** What drawing depends on besides the element itself. */
export interface Look {
  theme: Theme
  pictures: Pictures
  /** Screen pixels per canvas unit. */
  pixelsPerUnit: number
}

/** Makes the Paper.js item of an element, placed where it lies. */
export function makeItem({ element, lines }: Shown, look: Look): paper.Item {
  const item =
    element.kind === 'card'
      ? new paper.SymbolItem(look.pictures.symbol(element.card, look.pixelsPerUnit * element.at[3]))
      : element.kind === 'text'
        ? textItem(element, lines, look.theme)
        : strokeItem(element, look.theme)
  place(item, element.at)
  return item
}

/** Puts an item where a placement says. */
export function place(item: paper.Item, [x, y, rotation, scale]: Placement) {
  const angle = (rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
  item.matrix = new paper.Matrix(cos, sin, -sin, cos, x, y)
}

/** Gives a card the level of detail that suits the scale at which it is seen. */
export function sharpen(item: paper.Item, { element }: Shown, look: Look) {
  if (element.kind !== 'card' || !(item instanceof paper.SymbolItem)) return
  const symbol = look.pictures.symbol(element.card, look.pixelsPerUnit * element.at[3])
  if (item.definition !== symbol) item.definition = symbol
}

function textItem(element: TextElement, lines: readonly Line[], theme: Theme): paper.Item {
  const group = new paper.Group({ applyMatrix: false })
  lines.forEach((line, i) => {
    const item = new paper.PointText({
      // Halfway between the lines, lowered to where letters stand.
      point: [(line.rtl ? 1 : -1) * (element.width / 2), (i + 0.5) * TEXT_LINE + TEXT_SIZE * 0.34],
      content: directed(line),
      fillColor: shade(element.colour, theme.dark),
      fontFamily: theme.font,
      fontSize: TEXT_SIZE,
      justification: line.rtl ? 'right' : 'left',
    })
    group.addChild(item)
  })
  return group
}

function strokeItem({ points, colour, width }: StrokeElement, theme: Theme): paper.Item {
  const path = new paper.Path({ applyMatrix: false })
  shapeStroke(path, points, width, shade(colour, theme.dark))
  return path
}

/** Gives a path the shape of a stroke, whatever it was before. */
export function shapeStroke(path: paper.Path, points: StrokePoints, width: number, colour: string) {
  path.removeSegments()
  const varied = hasPressure(points)
  const pairs = varied ? outline(points, width) : withoutPressure(points)
  const segments: paper.Segment[] = []
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    segments.push(new paper.Segment(new paper.Point(pairs[i] ?? 0, pairs[i + 1] ?? 0)))
  }
  // A tap is a dot: a line of no length would not be drawn.
  const only = segments.length === 1 ? segments[0] : undefined
  if (only) segments.push(new paper.Segment(only.point.add(new paper.Point(0.01, 0))))
  path.addSegments(segments)
  path.closed = varied
  path.strokeColor = new paper.Color(colour)
  path.fillColor = varied ? new paper.Color(colour) : null
  path.strokeWidth = varied ? width * 0.15 : width
  path.strokeCap = 'round'
  path.strokeJoin = 'round'
  if (segments.length > 2) path.smooth({ type: 'catmull-rom', factor: 0.5 })
}

function withoutPressure(points: StrokePoints): number[] {
  const pairs: number[] = []
  for (let i = 0; i < points.length; i += 3) pairs.push(points[i] ?? 0, points[i + 1] ?? 0)
  return pairs
}
