import { union, type Box, type Point } from '#canvas/bounds'
import type { Element } from '#canvas/element'
import { shade } from '#canvas/drawing/palette'
import type { Shown } from './scene'
import type { Theme } from './theme'
import type { Viewpoint } from './viewpoint'

/** What stays free around everything, as a part of its larger side. */
const MARGIN = 0.06
/** What fills the rectangle that it covers. */
const SOLID: readonly Element['kind'][] = ['card', 'note', 'stamp', 'image']
/** Least time between two drawings of the elements. */
const DRAW_MS = 250

/** What a minimap shows. */
export interface MinimapRoom {
  /** Every element, in drawing order. */
  scene(): readonly Shown[]
  viewpoint: Viewpoint
}

interface Frame {
  /** The corner of the canvas that is shown, in canvas units. */
  x: number
  y: number
  /** Pixels per canvas unit. */
  scale: number
}

/** Shows the whole canvas small, and on it what is in view. */
export class Minimap {
  readonly #room: MinimapRoom
  #parts: { canvas: HTMLCanvasElement; sight: HTMLElement } | null = null
  #frame: Frame | null = null
  #theme: Theme | null = null
  #isStale = true
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(room: MinimapRoom) {
    this.#room = room
  }

  destroy() {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#parts = null
  }

  /**
   * Shows it, until the returned function is called.
   * @param canvas where the elements are drawn, as large as its element is
   * @param sight what marks the part that is in view, within the same place
   */
  open(canvas: HTMLCanvasElement, sight: HTMLElement): () => void {
    this.#parts = { canvas, sight }
    this.#isStale = true
    this.#draw()
    return () => this.destroy()
  }

  /** Elements have changed. */
  touch() {
    this.#isStale = true
  }

  /** Brings it up to date. */
  frame(theme: Theme) {
    if (theme !== this.#theme) this.#isStale = true
    this.#theme = theme
    if (!this.#parts) return
    if (this.#isStale) this.#timer ??= setTimeout(() => this.#draw(), DRAW_MS)
    this.#mark()
  }

  /** Brings what lies at a point of the minimap, in pixels, to the middle of the view. */
  look({ x, y }: Point) {
    const { viewpoint } = this.#room
    const frame = this.#frame
    if (frame) viewpoint.centre({ x: frame.x + x / frame.scale, y: frame.y + y / frame.scale })
  }

  #draw() {
    this.#timer = null
    const parts = this.#parts
    const theme = this.#theme
    const context = parts?.canvas.getContext('2d')
    if (!parts || !theme || !context) return
    const { clientWidth: width, clientHeight: height } = parts.canvas
    parts.canvas.width = width * devicePixelRatio
    parts.canvas.height = height * devicePixelRatio
    const shown = this.#room.scene()
    const frame = framed(union(shown), width, height)
    this.#frame = frame
    this.#isStale = false
    const scale = frame.scale * devicePixelRatio
    context.setTransform(scale, 0, 0, scale, -frame.x * scale, -frame.y * scale)
    for (const { element, minX, minY, maxX, maxY } of shown) {
      context.globalAlpha = SOLID.includes(element.kind) ? 0.8 : 0.35
      context.fillStyle =
        element.kind === 'frame'
          ? theme.line
          : 'colour' in element
            ? shade(element.colour, theme.dark)
            : theme.ink
      // A thin thing is still to be seen.
      const least = 1.5 / frame.scale
      context.fillRect(minX, minY, Math.max(least, maxX - minX), Math.max(least, maxY - minY))
    }
    this.#mark()
  }

  #mark() {
    const [parts, frame] = [this.#parts, this.#frame]
    if (!parts || !frame) return
    const { x, y, width, height } = this.#room.viewpoint.sight
    const { style } = parts.sight
    style.transform = `translate(${(x - frame.x) * frame.scale}px, ${(y - frame.y) * frame.scale}px)`
    style.width = `${width * frame.scale}px`
    style.height = `${height * frame.scale}px`
  }
}

function framed(all: Box | null, width: number, height: number): Frame {
  const box = all ?? { minX: -500, minY: -500, maxX: 500, maxY: 500 }
  const margin = MARGIN * Math.max(box.maxX - box.minX, box.maxY - box.minY, 1)
  const [across, down] = [box.maxX - box.minX + 2 * margin, box.maxY - box.minY + 2 * margin]
  const scale = Math.min(width / across, height / down)
  return {
    x: (box.minX + box.maxX) / 2 - width / 2 / scale,
    y: (box.minY + box.maxY) / 2 - height / 2 / scale,
    scale,
  }
}
