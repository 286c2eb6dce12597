import type { Colour } from '#canvas/element'
import type { Scene, Shown } from './scene'
import { frameAround, type Frame } from './selection_box'

/** What the controls need to know of a selection. */
export interface SelectionFacts {
  /** The colour of the first that has one. */
  colour: Colour | null
  /** How many things it is, each group being one. */
  units: number
  /** Something of it is in a group. */
  grouped: boolean
  /** All of it is locked. */
  locked: boolean
  /** The id of the one element that it is, if that is an image; null otherwise. */
  image: string | null
}

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

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  /** What the controls need to know of it. */
  get facts(): SelectionFacts {
    const elements = this.ids
      .map((id) => this.#scene.get(id)?.element)
      .filter((e) => e !== undefined)
    const coloured = elements.find((element) => 'colour' in element)
    return {
      colour: coloured && 'colour' in coloured ? coloured.colour : null,
      units: unitsOf(this.#scene, this.#ids).length,
      grouped: elements.some(({ group }) => group !== null),
      locked: this.locked,
      image: elements.length === 1 && elements[0]?.kind === 'image' ? elements[0].id : null,
    }
  }

  /** Whether there is a selection and all of it is locked. */
  get locked(): boolean {
    return this.#ids.size > 0 && this.ids.every((id) => this.#scene.get(id)?.element.locked)
  }

  /** Selects these, with their groups, and nothing else; what is not on the canvas is left out. */
  set(ids: readonly string[]) {
    this.#ids.clear()
    for (const id of ids) if (this.#scene.get(id)) this.#ids.add(id)
    for (const id of this.#scene.inGroupsOf(this.#ids)) this.#ids.add(id)
    this.#changed()
  }

  /** A tap on an element, or beside all; with `add` the others stay selected. */
  tap(id: string | null, add: boolean) {
    if (id === null) this.set(add ? this.ids : [])
    else if (!add) this.set([id])
    else if (this.has(id)) {
      const group = new Set(this.#scene.inGroupsOf([id]))
      this.set(this.ids.filter((each) => each !== id && !group.has(each)))
    } else this.set([...this.ids, id])
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

/** Elements by what they are moved with: each group together, each other one alone. */
export function unitsOf(scene: Scene, ids: Iterable<string>): Shown[][] {
  const units = new Map<string, Shown[]>()
  for (const id of ids) {
    const shown = scene.get(id)
    if (!shown) continue
    const key = shown.element.group ?? id
    units.set(key, [...(units.get(key) ?? []), shown])
  }
  return [...units.values()]
}
