import type { Colour } from '#canvas/element'
import type { Scene, Shown } from './scene'
import { frameAround, type Frame } from './selection_box'

/** What a person has taken hold of. */
export class Selection {
  readonly #ids = new Set<string>()
  readonly #scene: Scene
  readonly #changed: () => void

  constructor(scene: Scene, changed: () => void) {
    this.#scene = scene
    this.#changed = changed
  }

  get ids(): string[] {
    return [...this.#ids]
  }

  /** The colour of the first of it that has one. */
  get colour(): Colour | null {
    const elements = this.ids.map((id) => this.#scene.get(id)?.element)
    const coloured = elements.find((element) => element && 'colour' in element)
    return coloured && 'colour' in coloured ? coloured.colour : null
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  /** Selects these and nothing else; what is not on the canvas is left out. */
  set(ids: readonly string[]) {
    this.#ids.clear()
    for (const id of ids) if (this.#scene.get(id)) this.#ids.add(id)
    this.#changed()
  }

  /** A tap on an element, or beside all; with `add` the others stay selected. */
  tap(id: string | null, add: boolean) {
    if (id === null) this.set(add ? this.ids : [])
    else if (!add) this.set([id])
    else if (this.has(id)) this.set(this.ids.filter((each) => each !== id))
    else this.set([...this.ids, id])
  }

  /** Forgets an element that is gone. */
  drop(id: string) {
    if (this.#ids.delete(id)) this.#changed()
  }

  /** The frame around it, null around nothing. */
  frame(): Frame | null {
    return frameOf(this.#scene, this.#ids)
  }
}

/** The frame around some elements, null around none. */
export function frameOf(scene: Scene, ids: Iterable<string>): Frame | null {
  const shown = [...ids].map((id) => scene.get(id))
  return frameAround(shown.filter((each): each is Shown => each !== undefined))
}
