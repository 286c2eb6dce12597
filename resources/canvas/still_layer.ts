import type { Box } from '#canvas/bounds'
import type { Camera, Size } from './camera'
import type { Look } from './items'
import { Painting } from './painting'
import type { Scene, Shown } from './scene'

/** How far the drawing reaches beyond the view on each side, in pixels. */
const MARGIN = 160
/** How near the view may come to the edge of the drawing before more of it is drawn, in pixels. */
const NEAR = 40
/** How long the view must rest before the drawing is made anew for it. */
const REST_MS = 140
/** Least time between two drawings of everything that could wait. */
const LEAST_MS = 60
/** How far shadows and strokes reach beyond an element's rectangle, in its own units, at most. */
const BEYOND = 20
const MOST_BEYOND = 20 * BEYOND
/** More places than this are drawn anew as one. */
const MOST_PLACES = 6

/** A rectangle of the drawing, in its own pixels. */
interface Part {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Draws the elements that lie still, those in view only. While the view moves, the finished drawing
 * is shifted as a whole, and only what comes into view is drawn; while it is zoomed, the drawing is
 * scaled, and made anew when it no longer covers the view, or when the view rests. Of what changes,
 * its place alone is drawn anew.
 */
export class StillLayer {
  readonly #canvas = document.createElement('canvas')
  readonly #context = this.#canvas.getContext('2d')
  readonly #painting = new Painting()
  readonly #scene: Scene
  /** Pixels of the drawing per pixel of the view. */
  #ratio = 1
  #camera: Camera | null = null
  #movedAt = 0
  /** What the drawing was made for: its corner in its own pixels from the origin of the canvas. */
  #drawn: { x: number; y: number; zoom: number } | null = null
  #drawnAt = 0
  #drawingMs = 0
  /** All of it is to be drawn anew, at once or when there is time. */
  #stale: 'no' | 'soon' | 'now' = 'now'
  /** What else is to be drawn anew, in canvas units. */
  #places: Box[] = []
  /** Where each element was drawn, in canvas units. */
  readonly #painted = new Map<string, Box>()

  constructor(host: HTMLElement, scene: Scene) {
    // Letters take their direction from the element, and lines carry their own.
    this.#canvas.dir = 'ltr'
    host.append(this.#canvas)
    this.#scene = scene
  }

  destroy() {
    this.#painting.destroy()
    this.#canvas.remove()
  }

  resize(size: Size) {
    this.#ratio = devicePixelRatio
    const [width, height] = [size.width + 2 * MARGIN, size.height + 2 * MARGIN]
    this.#canvas.width = Math.ceil(width * this.#ratio)
    this.#canvas.height = Math.ceil(height * this.#ratio)
    this.#canvas.style.width = `${this.#canvas.width / this.#ratio}px`
    this.#canvas.style.height = `${this.#canvas.height / this.#ratio}px`
    this.#stale = 'now'
  }

  /** Draws everything anew when there is time for it. */
  touch() {
    if (this.#stale === 'no') this.#stale = 'soon'
  }

  has(id: string): boolean {
    return this.#painted.has(id)
  }

  /** Draws anew, at the next frame, where an element was and where it is. */
  renew(id: string) {
    const before = this.#painted.get(id)
    const shown = this.#scene.get(id)
    if (before) this.#places.push(before)
    if (shown) this.#places.push(reach(shown))
    else this.#painted.delete(id)
  }

  /** Makes all elements anew at the next frame, for another look. */
  renewAll() {
    this.#painting.renewAll()
    this.#stale = 'now'
  }

  /**
   * Brings the drawing up to date, at the latest when the view rests.
   * @param elsewhere the elements that something else draws
   * @returns whether it must be called again at the next frame
   */
  frame(camera: Camera, look: Look, elsewhere: ReadonlySet<string>, now: number): boolean {
    if (camera !== this.#camera) this.#movedAt = now
    this.#camera = camera
    const rests = now - this.#movedAt >= REST_MS
    const drawn = this.#drawn
    if (!drawn || this.#isDue(drawn, camera, rests, now))
      this.#drawAll(camera, look, elsewhere, now)
    else {
      if (this.#places.length > 0) this.#drawPlaces(look, elsewhere)
      if (drawn.zoom === camera.zoom) this.#follow(camera, rests, look, elsewhere)
    }
    this.#shift(camera)
    return this.#stale !== 'no' || !rests
  }

  #isDue(drawn: { zoom: number }, camera: Camera, rests: boolean, now: number): boolean {
    if (this.#stale === 'now') return true
    // Never spend more than about half of the time on drawing.
    const isTime = now - this.#drawnAt > Math.max(LEAST_MS, 2 * this.#drawingMs)
    if (drawn.zoom !== camera.zoom) return rests || isTime
    return this.#stale === 'soon' && isTime
  }

  #drawAll(camera: Camera, look: Look, elsewhere: ReadonlySet<string>, now: number) {
    const started = performance.now()
    this.#drawn = { ...this.#cornerFor(camera), zoom: camera.zoom }
    this.#painted.clear()
    this.#places = []
    this.#paint({ x: 0, y: 0, ...sizeOf(this.#canvas) }, look, elsewhere)
    look.pictures.prune()
    look.images.prune()
    this.#stale = 'no'
    this.#drawnAt = now
    this.#drawingMs = performance.now() - started
  }

  #drawPlaces(look: Look, elsewhere: ReadonlySet<string>) {
    const places = this.#places
    this.#places = []
    const parts = (places.length > MOST_PLACES ? [around(places)] : places).map((box) =>
      this.#partOf(box)
    )
    for (const part of parts) this.#paint(part, look, elsewhere)
  }

  /** Shifts what is drawn within the drawing, and draws what is new of it. */
  #follow(camera: Camera, rests: boolean, look: Look, elsewhere: ReadonlySet<string>) {
    const drawn = this.#drawn
    if (!drawn) return
    const corner = this.#cornerFor(camera)
    const [dx, dy] = [corner.x - drawn.x, corner.y - drawn.y]
    const far = Math.max(Math.abs(dx), Math.abs(dy)) / this.#ratio
    if (far === 0 || (!rests && far < MARGIN - NEAR)) return
    const { width, height } = this.#canvas
    this.#drawn = { ...drawn, ...corner }
    if (Math.abs(dx) >= width || Math.abs(dy) >= height) {
      this.#paint({ x: 0, y: 0, width, height }, look, elsewhere)
      return
    }
    const context = this.#context
    if (!context) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.globalCompositeOperation = 'copy'
    context.drawImage(this.#canvas, -dx, -dy)
    context.globalCompositeOperation = 'source-over'
    if (dx !== 0) {
      const x = dx > 0 ? width - dx : 0
      this.#paint({ x, y: 0, width: Math.abs(dx), height }, look, elsewhere)
    }
    if (dy !== 0) {
      const y = dy > 0 ? height - dy : 0
      this.#paint({ x: 0, y, width, height: Math.abs(dy) }, look, elsewhere)
    }
    if (rests) look.pictures.prune()
  }

  /** Draws a part anew. */
  #paint({ x, y, width, height }: Part, look: Look, elsewhere: ReadonlySet<string>) {
    const [context, drawn] = [this.#context, this.#drawn]
    if (!context || !drawn || width <= 0 || height <= 0) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.save()
    context.beginPath()
    context.rect(x, y, width, height)
    context.clip()
    context.clearRect(x, y, width, height)
    const scale = drawn.zoom * this.#ratio
    context.setTransform(scale, 0, 0, scale, -drawn.x, -drawn.y)
    const area = {
      minX: (drawn.x + x) / scale,
      minY: (drawn.y + y) / scale,
      maxX: (drawn.x + x + width) / scale,
      maxY: (drawn.y + y + height) / scale,
    }
    for (const shown of this.#scene.search(grown(area, MOST_BEYOND))) {
      const { id } = shown.element
      const box = reach(shown)
      if (elsewhere.has(id) || !touches(box, area)) continue
      this.#painted.set(id, box)
      this.#painting.paint(context, shown, look)
    }
    context.restore()
  }

  /** The drawing's corner for a camera, in whole pixels, so that shifting blurs nothing. */
  #cornerFor({ x, y, zoom }: Camera) {
    const pixels = (value: number) => Math.round((value * zoom - MARGIN) * this.#ratio)
    return { x: pixels(x), y: pixels(y) }
  }

  #partOf({ minX, minY, maxX, maxY }: Box): Part {
    const drawn = this.#drawn ?? { x: 0, y: 0, zoom: 1 }
    const scale = drawn.zoom * this.#ratio
    const x = Math.max(0, Math.floor(minX * scale - drawn.x))
    const y = Math.max(0, Math.floor(minY * scale - drawn.y))
    const right = Math.min(this.#canvas.width, Math.ceil(maxX * scale - drawn.x))
    const foot = Math.min(this.#canvas.height, Math.ceil(maxY * scale - drawn.y))
    return { x, y, width: right - x, height: foot - y }
  }

  #shift({ x, y, zoom }: Camera) {
    const drawn = this.#drawn
    if (!drawn) return
    const scale = zoom / drawn.zoom
    const place = (corner: number, at: number) => {
      const pixels = corner * scale - at * zoom * this.#ratio
      // Between two pixels the whole would be blurred, and take longer to show.
      return (scale === 1 ? Math.round(pixels) : pixels) / this.#ratio
    }
    this.#canvas.style.transform = `translate(${place(drawn.x, x)}px, ${place(drawn.y, y)}px) scale(${scale})`
  }
}

const sizeOf = ({ width, height }: HTMLCanvasElement) => ({ width, height })

/** The rectangle in which anything of an element may be seen. */
function reach(shown: Shown): Box {
  return grown(shown, BEYOND * shown.element.at[3])
}

function grown({ minX, minY, maxX, maxY }: Box, by: number): Box {
  return { minX: minX - by, minY: minY - by, maxX: maxX + by, maxY: maxY + by }
}

function touches(a: Box, b: Box): boolean {
  return a.minX < b.maxX && a.maxX > b.minX && a.minY < b.maxY && a.maxY > b.minY
}

function around(boxes: readonly Box[]): Box {
  return {
    minX: Math.min(...boxes.map(({ minX }) => minX)),
    minY: Math.min(...boxes.map(({ minY }) => minY)),
    maxX: Math.max(...boxes.map(({ maxX }) => maxX)),
    maxY: Math.max(...boxes.map(({ maxY }) => maxY)),
  }
}
