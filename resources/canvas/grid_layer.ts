import type { Camera } from './camera'

/** The distance of two dots in canvas units, and the least of it on the screen. */
const STEP = 28
const LEAST_PX = 18

/** Dots that lie on the canvas, so that one sees it move. */
export class GridLayer {
  readonly #root = document.createElement('div')
  #size = 0

  constructor(host: HTMLElement) {
    this.#root.className = 'canvas-grid'
    this.#root.setAttribute('aria-hidden', 'true')
    host.prepend(this.#root)
  }

  destroy() {
    this.#root.remove()
  }

  set shown(shown: boolean) {
    this.#root.hidden = !shown
  }

  frame({ x, y, zoom }: Camera) {
    if (this.#root.hidden) return
    let size = STEP * zoom
    while (size < LEAST_PX) size *= 2
    // Shifted as a whole by less than one step: the dots themselves are painted for a zoom alone.
    if (size !== this.#size) this.#root.style.setProperty('--step', `${size}px`)
    this.#size = size
    const shift = (value: number) => -((((value * zoom) % size) + size) % size)
    this.#root.style.transform = `translate(${shift(x)}px, ${shift(y)}px)`
  }
}
