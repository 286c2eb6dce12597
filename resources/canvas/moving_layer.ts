import paper from 'paper/dist/paper-core'
import type { Camera, Size } from './camera'
import { shapeStroke, type Look, type Stroke } from './items'
import { PaperLayer } from './paper_layer'
import type { Scene } from './scene'

/** How long an element stays lifted after its last move. */
const LIFTED_MS = 400

/** Draws what moves now, so that the layer of all the rest need not be drawn again for it. */
export class MovingLayer {
  readonly lifted = new Set<string>()
  readonly #until = new Map<string, number>()
  readonly #layer: PaperLayer
  readonly #scene: Scene
  #draft: paper.Path | null = null
  #dirty = true
  #drawn: Camera | null = null

  constructor(host: HTMLElement, scene: Scene) {
    this.#layer = new PaperLayer(host)
    this.#scene = scene
  }

  destroy() {
    this.#layer.destroy()
  }

  resize(size: Size) {
    this.#layer.resize(size)
    this.#dirty = true
  }

  touch() {
    this.#dirty = true
  }

  /** Shows an element that moved. Returns whether it was lying still until now. */
  lift(id: string, look: Look, now: number): boolean {
    const shown = this.#scene.get(id)
    if (!shown) return false
    this.#dirty = true
    this.#until.set(id, now + LIFTED_MS)
    if (this.lifted.has(id)) {
      this.#layer.move(shown, look)
      return false
    }
    this.lifted.add(id)
    this.#layer.put(shown, look)
    return true
  }

  /** Lets go of an element at once. Returns whether it was lifted. */
  drop(id: string): boolean {
    if (!this.lifted.has(id)) return false
    this.#layer.take(id)
    this.#until.delete(id)
    this.#dirty = true
    return this.lifted.delete(id)
  }

  /**
   * Lets go of what has not moved for a while and is not held.
   * @returns the ids of what lies still now
   */
  settle(now: number, held: ReadonlyMap<string, unknown> | null): string[] {
    const settled = [...this.#until].filter(([id, until]) => until <= now && !held?.has(id))
    return settled.map(([id]) => id).filter((id) => this.drop(id))
  }

  /** Shows the line that is being drawn, in canvas units; null for none. */
  draft(draft: Stroke | null) {
    if (!draft) {
      this.#draft?.remove()
      this.#draft = null
    } else {
      this.#layer.activate()
      if (!this.#draft) {
        this.#draft = new paper.Path()
        this.#layer.above.addChild(this.#draft)
      }
      shapeStroke(this.#draft, draft)
    }
    this.#dirty = true
  }

  frame(camera: Camera, look: Look) {
    const drawn = this.#drawn
    const still = drawn?.x === camera.x && drawn.y === camera.y && drawn.zoom === camera.zoom
    const isEmpty = this.lifted.size === 0 && !this.#draft
    if (!this.#dirty && (still || isEmpty)) return
    // Even a blank layer takes its time to be laid over the others.
    this.#layer.canvas.hidden = isEmpty
    if (!still || this.#dirty) this.#layer.sharpen(look)
    this.#layer.draw(camera)
    this.#dirty = false
    this.#drawn = { ...camera }
  }
}
