import type { Point } from '#canvas/bounds'

const SVG = 'http://www.w3.org/2000/svg'

/** Shows thin lines over the canvas while a gesture goes on: a frame to be, a lasso, a guide. */
export class Sketch {
  readonly #root = document.createElementNS(SVG, 'svg')
  readonly #path = document.createElementNS(SVG, 'path')

  constructor(host: HTMLElement) {
    this.#root.setAttribute('class', 'canvas-sketch')
    this.#root.setAttribute('aria-hidden', 'true')
    this.#root.append(this.#path)
    host.append(this.#root)
  }

  destroy() {
    this.#root.remove()
  }

  /** Shows runs of points in pixels of the view, none for nothing. */
  show(runs: readonly (readonly Point[])[]) {
    const drawn = runs.map((run) => `M${run.map(({ x, y }) => `${x} ${y}`).join('L')}`)
    this.#path.setAttribute('d', drawn.join(''))
  }
}
