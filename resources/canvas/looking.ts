import { union } from '#canvas/bounds'
import type { Scene } from './scene'
import type { Selection } from './selection'
import type { Viewpoint } from './viewpoint'

/** What one looks at, and from where. */
export interface LookingRoom {
  scene: Scene
  viewpoint: Viewpoint
  selection: Selection
}

/** Moves what is in view; nothing of the document changes by it. */
export class Looking {
  readonly #room: LookingRoom

  constructor(room: LookingRoom) {
    this.#room = room
  }

  /** Moves the view by so many pixels. */
  panBy(dx: number, dy: number) {
    this.#room.viewpoint.panBy(dx, dy)
  }

  /** Zooms around the middle of the view. */
  zoomBy(factor: number) {
    this.#room.viewpoint.zoomBy(factor)
  }

  /** Shows all that is on the canvas. */
  fit() {
    this.#room.viewpoint.fit(union(this.#room.scene.all()))
  }

  /** Shows all that is selected; all there is when nothing is. */
  fitSelection() {
    const { scene, selection, viewpoint } = this.#room
    const chosen = selection.ids.map((id) => scene.get(id)).filter((each) => each !== undefined)
    viewpoint.fit(union(chosen.length > 0 ? chosen : scene.all()))
  }

  /** Shows all that is on the canvas, unless the person has moved the view or begun something. */
  welcome() {
    this.#room.viewpoint.welcome(union(this.#room.scene.all()))
  }

  /** Selects an element and shows it in the middle of the view. Returns whether there is one. */
  show(id: string): boolean {
    const { scene, selection, viewpoint } = this.#room
    const shown = scene.get(id)
    if (!shown) return false
    selection.set([id])
    viewpoint.fit(shown)
    return true
  }

  /** Moves the view just far enough to show an element. */
  reveal(id: string) {
    const shown = this.#room.scene.get(id)
    if (shown) this.#room.viewpoint.reveal(shown)
  }
}
