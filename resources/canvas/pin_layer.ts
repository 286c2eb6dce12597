import type { Point } from '#canvas/bounds'
import { toScreen, type Camera } from './camera'
import type { Scene } from './scene'
import type { Viewpoint } from './viewpoint'

/** What a pin stands at: an element as long as there is one, or else a place in canvas units. */
export interface Anchor extends Point {
  element: string | null
}

/** How far pins at one place stand beside each other. Pixels. */
const APART = 34

interface Pin {
  node: HTMLElement
  anchor: Anchor
  /** How many stand before it at the same place. */
  rank: number
  at: string
}

/** Edges of the view that something else covers. Pixels. */
export type Covered = Partial<Record<'left' | 'right' | 'bottom', number>>

/** Keeps parts of the page over the canvas at what they belong to, while the view moves. */
export class PinLayer {
  readonly #host: HTMLElement
  readonly #scene: Scene
  readonly #viewpoint: Viewpoint
  readonly #wake: () => void
  readonly #pins = new Set<Pin>()

  /** @param wake has the next frame drawn */
  constructor(
    { host, scene, viewpoint }: { host: HTMLElement; scene: Scene; viewpoint: Viewpoint },
    wake: () => void
  ) {
    this.#host = host
    this.#scene = scene
    this.#viewpoint = viewpoint
    this.#wake = wake
  }

  /** Keeps a node at an anchor until the function that is returned is called. */
  pin(node: HTMLElement, anchor: Anchor, rank: number): () => void {
    const pin = { node, anchor, rank, at: '' }
    this.#pins.add(pin)
    this.#wake()
    return () => this.#pins.delete(pin)
  }

  frame(camera: Camera) {
    for (const pin of this.#pins) {
      const { x, y } = toScreen(camera, this.placeOf(pin.anchor))
      const at = `translate(${(x + pin.rank * APART).toFixed(1)}px, ${y.toFixed(1)}px)`
      if (at === pin.at) continue
      pin.at = at
      pin.node.style.transform = at
    }
  }

  /** Whether what an anchor names lies on the canvas; a place always does. */
  has({ element }: Anchor): boolean {
    return element === null || this.#scene.get(element) !== undefined
  }

  /** Where an anchor is now, in canvas units. */
  placeOf({ element, x, y }: Anchor): Point {
    const shown = element === null ? undefined : this.#scene.get(element)
    return shown ? { x: shown.maxX, y: shown.minY } : { x, y }
  }

  /** What is under a point of the window, or in the middle of the view. */
  anchorAt(point: { clientX: number; clientY: number } | null): Anchor {
    if (!point) return { element: null, ...this.#viewpoint.middle }
    const box = this.#host.getBoundingClientRect()
    const at = this.#viewpoint.toWorld({ x: point.clientX - box.left, y: point.clientY - box.top })
    return { element: this.#scene.hit(at, 0)?.element.id ?? null, ...at }
  }

  /** Moves the view just far enough that an anchor is to be seen. */
  reveal(anchor: Anchor, { left = 0, right = 0, bottom = 0 }: Covered = {}) {
    const { x, y } = this.placeOf(anchor)
    const { zoom } = this.#viewpoint.camera
    this.#viewpoint.reveal({
      minX: x - left / zoom,
      maxX: x + right / zoom,
      minY: y,
      maxY: y + bottom / zoom,
    })
  }
}
