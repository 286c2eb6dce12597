import { toScreen, visibleBox, type Camera, type Size } from './camera'
import type { Look } from './items'
import { PaperLayer } from './paper_layer'
import type { Scene } from './scene'

/** How far the drawing reaches beyond the view on each side, in pixels. */
const MARGIN = 160
/** How long the view must rest before the drawing is made anew for it. */
const REST_MS = 140

/**
 * Draws the elements that lie still, those in view only. While the view moves, the finished
 * drawing is shifted and scaled as a whole; it is drawn anew when that no longer covers the view,
 * or when the view rests.
 */
export class StillLayer {
  readonly #layer: PaperLayer
  readonly #scene: Scene
  #size: Size = { width: 1, height: 1 }
  #camera: Camera | null = null
  #drawn: Camera | null = null
  #drawnAt = 0
  #drawingMs = 0
  #movedAt = 0
  #dirty = true

  constructor(host: HTMLElement, scene: Scene) {
    this.#layer = new PaperLayer(host)
    this.#scene = scene
  }

  destroy() {
    this.#layer.destroy()
  }

  resize(size: Size) {
    this.#size = size
    this.#layer.resize({ width: size.width + 2 * MARGIN, height: size.height + 2 * MARGIN })
    this.#dirty = true
  }

  /** Draws everything anew at the next frame. */
  touch() {
    this.#dirty = true
  }

  has(id: string): boolean {
    return this.#layer.has(id)
  }

  /** Makes an element anew at the next frame, because more than its place changed. */
  renew(id: string) {
    this.#layer.take(id)
    this.#dirty = true
  }

  /** Makes all elements anew, for another look. */
  renewAll() {
    this.#layer.clear()
    this.#dirty = true
  }

  /**
   * Brings the drawing up to date, at the latest when the view rests.
   * @param elsewhere the elements that something else draws
   * @returns whether it must be called again at the next frame
   */
  frame(camera: Camera, look: Look, elsewhere: ReadonlySet<string>, now: number): boolean {
    if (camera !== this.#camera) this.#movedAt = now
    this.#camera = camera
    const drawn = this.#drawn
    if (!drawn || this.#dirty) {
      this.#draw(camera, look, elsewhere, now)
      return false
    }
    if (drawn.x === camera.x && drawn.y === camera.y && drawn.zoom === camera.zoom) {
      this.#shift(drawn, camera)
      return false
    }
    const rests = now - this.#movedAt >= REST_MS
    if (rests || this.#isDue(drawn, camera, now)) {
      this.#draw(camera, look, elsewhere, now)
      return false
    }
    this.#shift(drawn, camera)
    return true
  }

  #isDue(drawn: Camera, camera: Camera, now: number): boolean {
    const view = visibleBox(camera, this.#size)
    const cover = visibleBox(drawn, this.#size, MARGIN)
    const uncovered =
      view.minX < cover.minX ||
      view.minY < cover.minY ||
      view.maxX > cover.maxX ||
      view.maxY > cover.maxY
    if (uncovered || drawn.zoom !== camera.zoom) {
      // Never spend more than about half of the time on drawing.
      return now - this.#drawnAt > 2 * this.#drawingMs
    }
    return false
  }

  #draw(camera: Camera, look: Look, elsewhere: ReadonlySet<string>, now: number) {
    const started = performance.now()
    const inView = this.#scene.search(visibleBox(camera, this.#size, MARGIN))
    const wanted = new Set<string>()
    for (const shown of inView) {
      const { id } = shown.element
      if (elsewhere.has(id)) continue
      wanted.add(id)
      if (!this.#layer.has(id)) this.#layer.put(shown, look)
    }
    for (const id of [...this.#layer.ids]) if (!wanted.has(id)) this.#layer.take(id)
    this.#layer.sharpen(look)
    look.pictures.prune()
    const { zoom } = camera
    const corner = { x: camera.x - MARGIN / zoom, y: camera.y - MARGIN / zoom, zoom }
    this.#layer.draw(corner)
    this.#drawn = { ...camera }
    this.#dirty = false
    this.#drawnAt = now
    this.#drawingMs = performance.now() - started
    this.#shift(camera, camera)
  }

  #shift(drawn: Camera, camera: Camera) {
    const scale = camera.zoom / drawn.zoom
    const { x, y } = toScreen(camera, drawn)
    const style = this.#layer.canvas.style
    style.transform = `translate(${x - MARGIN * scale}px, ${y - MARGIN * scale}px) scale(${scale})`
  }
}
