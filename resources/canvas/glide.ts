import { between, type Camera } from './camera'
import type { Viewpoint } from './viewpoint'

/** How much of the way the view goes in one frame. */
const STEP = 0.22

/** Brings the view to where something else says, frame by frame. */
export class Glide {
  readonly #viewpoint: Viewpoint
  readonly #aim: () => Camera | null
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')
  #request = 0

  /** @param aim where the view is to be, asked for each frame; null to stay */
  constructor(viewpoint: Viewpoint, aim: () => Camera | null) {
    this.#viewpoint = viewpoint
    this.#aim = aim
  }

  /** Goes there from now on, at once where nothing is to move. */
  start() {
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#frame)
  }

  /** Is there at once. */
  jump() {
    const to = this.#aim()
    if (to) this.#viewpoint.lead(to)
  }

  stop() {
    cancelAnimationFrame(this.#request)
    this.#request = 0
  }

  readonly #frame = () => {
    this.#request = 0
    const to = this.#aim()
    if (!to) return
    const { camera } = this.#viewpoint
    const isThere =
      Math.hypot(to.x - camera.x, to.y - camera.y) * to.zoom < 0.5 &&
      Math.abs(to.zoom / camera.zoom - 1) < 0.001
    if (isThere) return
    this.#viewpoint.lead(this.#calm.matches ? to : between(camera, to, STEP))
    if (!this.#calm.matches) this.start()
  }
}
