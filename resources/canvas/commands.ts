import type * as Y from 'yjs'
import { mark, remove } from '#canvas/document'
import type { Colour, Placement } from '#canvas/element'
import { reorder, type Order } from '#canvas/ordering'
import { allowedFactor, Arrangement, grown, shifted, turned } from './arrangement'
import type { History } from './history'
import type { Scene, Shown } from './scene'
import { frameOf } from './selection'

/** What commands work on. */
export interface CommandsRoom {
  doc: Y.Doc
  scene: Scene
  history: History
  isReadOnly(): boolean
}

/** What can be done with elements at once, by key or button: each a step to undo. */
export class Commands {
  readonly #room: CommandsRoom

  constructor(room: CommandsRoom) {
    this.#room = room
  }

  /** Shifts elements by so many canvas units. */
  nudge(ids: readonly string[], dx: number, dy: number) {
    this.#arrange(ids, (at) => shifted(at, dx, dy))
  }

  /** Makes elements larger or smaller around their common middle. */
  resize(ids: readonly string[], factor: number) {
    const placements = this.#shown(ids).map(({ element }) => element.at)
    const frame = frameOf(this.#room.scene, ids)
    const allowed = allowedFactor(placements, factor)
    if (frame) this.#arrange(ids, (at) => grown(at, frame.middle, allowed))
  }

  /** Turns elements around their common middle, by degrees clockwise. */
  turn(ids: readonly string[], degrees: number) {
    const frame = frameOf(this.#room.scene, ids)
    if (frame) this.#arrange(ids, (at) => turned(at, frame.middle, degrees))
  }

  remove(ids: readonly string[]) {
    this.#step(({ doc, history }) => remove(doc, ids, history.origin))
  }

  recolour(ids: readonly string[], colour: Colour) {
    this.#step(({ doc, history }) => mark(doc, ids, { colour }, history.origin))
  }

  /** Brings elements before or behind others; a step passes the next that they overlap. */
  reorder(ids: readonly string[], where: Order) {
    this.#step(({ doc, scene, history }) => {
      const isStep = where === 'forward' || where === 'backward'
      const near = isStep ? this.#shown(ids).flatMap((box) => scene.search(box)) : scene.all()
      const among = new Map(near.map(({ element }) => [element.id, element]))
      reorder(doc, ids, where, [...among.values()], history.origin)
    })
  }

  #shown(ids: readonly string[]): Shown[] {
    return ids.map((id) => this.#room.scene.get(id)).filter((each) => each !== undefined)
  }

  #step(work: (room: CommandsRoom) => void) {
    if (this.#room.isReadOnly()) return
    this.#room.history.step()
    work(this.#room)
  }

  #arrange(ids: readonly string[], change: (at: Placement) => Placement) {
    const { doc, scene, history } = this.#room
    if (this.#room.isReadOnly()) return
    const arrangement = new Arrangement(doc, scene, history, ids)
    arrangement.change(change)
    arrangement.end()
  }
}
