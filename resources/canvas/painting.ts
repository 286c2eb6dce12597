import paper from 'paper/dist/paper-core'
import type { Element, Placement } from '#canvas/element'
import { makeItem, type Look } from './items'
import type { Shown } from './scene'

/** One thing to paint, in an element's own coordinates. */
type Stroke =
  | {
      kind: 'shape'
      path: Path2D
      opacity: number
      rule: CanvasFillRule
      fill: string
      line: Line | null
    }
  | {
      kind: 'words'
      words: string
      x: number
      y: number
      font: string
      align: CanvasTextAlign
      fill: string
    }

interface Line {
  colour: string
  width: number
  cap: CanvasLineCap
  join: CanvasLineJoin
}

/**
 * Paints elements on a plain canvas. What they look like Paper.js says, once for each; drawing
 * thousands of its items anew for each step of the view would take far longer than a frame.
 */
export class Painting {
  readonly #known = new WeakMap<Element, { strokes: readonly Stroke[]; look: object }>()
  /** What Paper.js makes its items in; it is never shown. */
  readonly #project = new paper.Project(document.createElement('canvas'))
  #generation: object = {}

  destroy() {
    this.#project.remove()
  }

  /** Forgets what everything looks like, for another look. */
  renewAll() {
    this.#generation = {}
  }

  /**
   * Paints an element.
   * @param context one whose units are those of the canvas
   * @param written whether a field shows its words, which are not painted
   */
  paint(context: CanvasRenderingContext2D, shown: Shown, look: Look) {
    const { element } = shown
    context.save()
    transform(context, element.at)
    const pixelsPerUnit = look.pixelsPerUnit * element.at[3]
    const image = element.kind === 'image' ? look.images.raster(element, pixelsPerUnit) : null
    if (element.kind === 'card') {
      const { canvas, level } = look.pictures.picture(element.card, pixelsPerUnit)
      const [width, height] = [canvas.width / level, canvas.height / level]
      context.drawImage(canvas, -width / 2, -height / 2, width, height)
    } else if (element.kind === 'image' && image) {
      const [width, height] = element.size
      context.drawImage(image, -width / 2, -height / 2, width, height)
    } else for (const stroke of this.#strokesOf(shown, look)) put(context, stroke)
    context.restore()
  }

  #strokesOf(shown: Shown, look: Look): readonly Stroke[] {
    const { element } = shown
    this.#project.activate()
    // Words that are being written are shown by a field, for that moment alone.
    if (element.id === look.written) return strokesOf(makeItem(shown, look))
    const known = this.#known.get(element)
    if (known?.look === this.#generation) return known.strokes
    const strokes = strokesOf(makeItem(shown, look))
    this.#known.set(element, { strokes, look: this.#generation })
    return strokes
  }
}

function transform(context: CanvasRenderingContext2D, [x, y, rotation, scale]: Placement) {
  const angle = (rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
  context.transform(cos, sin, -sin, cos, x, y)
}

function put(context: CanvasRenderingContext2D, stroke: Stroke) {
  if (stroke.kind === 'words') {
    context.font = stroke.font
    context.textAlign = stroke.align
    context.fillStyle = stroke.fill
    context.fillText(stroke.words, stroke.x, stroke.y)
    return
  }
  const { path, opacity, rule, fill, line } = stroke
  context.globalAlpha = opacity
  if (fill !== '') {
    context.fillStyle = fill
    context.fill(path, rule)
  }
  if (line) {
    context.strokeStyle = line.colour
    context.lineWidth = line.width
    context.lineCap = line.cap
    context.lineJoin = line.join
    context.stroke(path)
  }
  context.globalAlpha = 1
}

/** What an item of Paper.js, and all within it, consists of. */
function strokesOf(item: paper.Item): Stroke[] {
  if (item instanceof paper.PointText) {
    const { point, content, fontSize, fontFamily, justification, fillColor } = item
    const align = justification === 'left' || justification === 'right' ? justification : 'center'
    return [
      {
        kind: 'words',
        words: content,
        x: point.x,
        y: point.y,
        font: `${fontSize}px ${fontFamily}`,
        align,
        fill: cssOf(fillColor),
      },
    ]
  }
  if (item instanceof paper.PathItem) {
    const line = item.strokeColor && {
      colour: cssOf(item.strokeColor),
      width: item.strokeWidth,
      cap: oneOf(['butt', 'round', 'square'] as const, item.strokeCap),
      join: oneOf(['miter', 'round', 'bevel'] as const, item.strokeJoin),
    }
    const rule = item.fillRule === 'evenodd' ? ('evenodd' as const) : ('nonzero' as const)
    const path = new Path2D(item.pathData)
    return [{ kind: 'shape', path, opacity: item.opacity, rule, fill: cssOf(item.fillColor), line }]
  }
  return item.children.flatMap(strokesOf)
}

function cssOf(colour: paper.Color | null): string {
  return colour ? colour.toCSS(false) : ''
}

function oneOf<T extends string>(names: readonly [T, ...T[]], value: string): T {
  return names.find((name) => name === value) ?? names[0]
}
