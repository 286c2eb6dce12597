import paper from 'paper/dist/paper-core'
import { isWritten, type Element, type Placement, type StrokeElement } from '#canvas/element'
import type { StrokePoints } from '#canvas/points'
import { highlightShade, shade } from '#canvas/drawing/palette'
import type { ImageRasters } from './images/image_rasters'
import type { Pictures } from './pictures'
import type { Shown } from './scene'
import { HIGHLIGHT, strokeLine } from '#canvas/drawing/stroke_shape'
import type { Theme } from './theme'
import { wordItems } from './words'
import { figureItems } from './figures'

/** What drawing depends on besides the element itself. */
export interface Look {
  theme: Theme
  pictures: Pictures
  images: ImageRasters
  /** Screen pixels per canvas unit. */
  pixelsPerUnit: number
  /** The width of a piece of text in canvas units. */
  measure: (text: string) => number
  /** The element whose words a field shows, which are not drawn. */
  written: string | null
}

/** Makes the Paper.js item of an element, placed where it lies. */
export function makeItem({ element }: Shown, look: Look): paper.Item {
  const item = unplaced(element, look)
  place(item, element.at)
  return item
}

function unplaced(element: Element, look: Look): paper.Item {
  const symbol = symbolOf(element, look)
  if (symbol) return new paper.SymbolItem(symbol)
  if (element.kind === 'stroke') return strokeItem(element, look.theme)
  const items = figureItems(element, look.theme)
  if (isWritten(element) && element.id !== look.written) {
    items.push(...wordItems(element, look.theme, look.measure))
  }
  const group = new paper.Group({ applyMatrix: false })
  group.addChildren(items)
  return group
}

/** Puts an item where a placement says. */
export function place(item: paper.Item, [x, y, rotation, scale]: Placement) {
  const angle = (rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
  item.matrix = new paper.Matrix(cos, sin, -sin, cos, x, y)
}

/** Gives a card or an image the level of detail that suits the scale at which it is seen. */
export function sharpen(item: paper.Item, { element }: Shown, look: Look) {
  if (!(item instanceof paper.SymbolItem)) return
  const symbol = symbolOf(element, look)
  if (symbol && item.definition !== symbol) item.definition = symbol
}

/** What a card, or an image that is there, is shown by; null for anything else. */
function symbolOf(element: Element, look: Look): paper.SymbolDefinition | null {
  const pixelsPerUnit = look.pixelsPerUnit * element.at[3]
  if (element.kind === 'card') return look.pictures.symbol(element.card, pixelsPerUnit)
  return element.kind === 'image' ? look.images.symbol(element, pixelsPerUnit) : null
}

function strokeItem(element: StrokeElement, theme: Theme): paper.Item {
  const { points, colour, width, highlights } = element
  const path = new paper.Path({ applyMatrix: false })
  const css = (highlights ? highlightShade : shade)(colour, theme.dark)
  shapeStroke(path, { points, width, colour: css, highlights })
  return path
}

/** A line that was or is drawn by hand, in a CSS colour. */
export interface Stroke {
  points: StrokePoints
  width: number
  colour: string
  highlights: boolean
}

/** Gives a path the shape of a stroke, whatever it was before. */
export function shapeStroke(path: paper.Path, { points, width, colour, highlights }: Stroke) {
  path.removeSegments()
  path.opacity = highlights ? HIGHLIGHT : 1
  const line = strokeLine(points, width, highlights)
  const { pairs, closed } = line
  const segments: paper.Segment[] = []
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    segments.push(new paper.Segment(new paper.Point(pairs[i] ?? 0, pairs[i + 1] ?? 0)))
  }
  // A tap is a dot: a line of no length would not be drawn.
  const only = segments.length === 1 ? segments[0] : undefined
  if (only) segments.push(new paper.Segment(only.point.add(new paper.Point(0.01, 0))))
  path.addSegments(segments)
  path.closed = closed
  path.strokeColor = new paper.Color(colour)
  path.fillColor = closed ? new paper.Color(colour) : null
  path.strokeWidth = line.width
  path.strokeCap = 'round'
  path.strokeJoin = 'round'
  if (segments.length > 2) path.smooth({ type: 'catmull-rom', factor: 0.5 })
}
