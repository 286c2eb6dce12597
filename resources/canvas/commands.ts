import type * as Y from 'yjs'
import { aligned, distributed, type Alignment, type Distribution } from '#canvas/alignment'
import { bounds, union, type Box, type Point } from '#canvas/bounds'
import { addCopies } from '#canvas/copies'
import { mark, newId, remove } from '#canvas/document'
import type { Colour, Element, Placement } from '#canvas/element'
import { describeImage } from '#canvas/images/describe_image'
import { reorder, type Order } from '#canvas/ordering'
import { restoreElements } from '#canvas/versions/restore_elements'
import { allowedFactor, Arrangement, grown, shifted, turned } from './arrangement'
import type { History } from './history'
import type { Scene, Shown } from './scene'
import { movable } from './movable'
import { frameOf, unitsOf, type Selection } from './selection'
import type { Viewpoint } from './viewpoint'

/** How far a copy lies from what it is copied from, in canvas units on each axis. */
const ASIDE = 24

/** What commands work on. */
export interface CommandsRoom {
  doc: Y.Doc
  scene: Scene
  history: History
  viewpoint: Viewpoint
  selection: Selection
  /** Id of who does it. */
  author: string
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

  /** Takes elements away, except locked ones. */
  remove(ids: readonly string[]) {
    const free = this.#shown(ids).filter(({ element }) => !element.locked)
    const gone = free.map(({ element }) => element.id)
    this.#step(({ doc, history }) => remove(doc, gone, history.origin))
  }

  recolour(ids: readonly string[], colour: Colour) {
    this.#step(({ doc, history }) => mark(doc, ids, { colour }, history.origin))
  }

  /** Says what can be seen on an image. */
  describe(id: string, alt: string) {
    this.#step(({ doc, history }) => describeImage(doc, id, alt, history.origin))
  }

  /** Makes elements one thing to select and move, whatever groups they were in. */
  group(ids: readonly string[]) {
    if (ids.length < 2) return
    this.#step(({ doc, history }) => mark(doc, ids, { group: newId() }, history.origin))
  }

  ungroup(ids: readonly string[]) {
    this.#step(({ doc, history }) => mark(doc, ids, { group: null }, history.origin))
  }

  lock(ids: readonly string[], locked: boolean) {
    this.#step(({ doc, history }) => mark(doc, ids, { locked }, history.origin))
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

  align(ids: readonly string[], how: Alignment) {
    this.#shift(ids, (boxes) => aligned(boxes, how))
  }

  distribute(ids: readonly string[], along: Distribution) {
    this.#shift(ids, (boxes) => distributed(boxes, along))
  }

  /** Brings all back to what it was in an earlier state of the document. */
  restore(past: Y.Doc) {
    this.#step(({ doc, history }) => restoreElements(doc, past, history.origin))
    this.#room.history.step()
  }

  /** Elements and what lies in those that are frames, as they are copied. */
  copied(ids: readonly string[]): Element[] {
    const all = new Set([...ids, ...movable(this.#room.scene, ids)])
    return this.#shown([...all]).map(({ element }) => element)
  }

  /**
   * Adds copies beside elements, and of what lies in frames; they are selected then. Returns
   * whether there are any.
   */
  duplicate(ids: readonly string[]): boolean {
    const copies = this.#copy(this.copied(ids), ASIDE, ASIDE)
    this.#room.selection.set(copies)
    return copies.length > 0
  }

  /** Adds copies of elements in the middle of the view, and selects them; false without room. */
  paste(elements: readonly Element[]): boolean {
    const { viewpoint, selection } = this.#room
    viewpoint.settle()
    const box = union(elements.map((element) => bounds(element)))
    if (!box) return false
    const { x, y } = viewpoint.middle
    const [dx, dy] = [x - (box.minX + box.maxX) / 2, y - (box.minY + box.maxY) / 2]
    const copies = this.#copy(elements, dx, dy)
    if (copies.length > 0) selection.set(copies)
    return copies.length > 0
  }

  /** Returns the ids of the copies. */
  #copy(elements: readonly Element[], dx: number, dy: number): string[] {
    const { doc, history, author } = this.#room
    if (this.#room.isReadOnly() || elements.length === 0) return []
    history.step()
    return addCopies(doc, elements, { dx, dy, author }, history.origin)
  }

  #shown(ids: readonly string[]): Shown[] {
    return ids.map((id) => this.#room.scene.get(id)).filter((each) => each !== undefined)
  }

  #step(work: (room: CommandsRoom) => void) {
    if (this.#room.isReadOnly()) return
    this.#room.history.step()
    work(this.#room)
  }

  /** Shifts each group, and each element without one, by what its box is to be shifted. */
  #shift(ids: readonly string[], shiftsOf: (boxes: readonly Box[]) => readonly Point[]) {
    const units = unitsOf(this.#room.scene, ids).map((unit) => ({ unit, box: union(unit) }))
    const boxes = units.map(({ box }) => box).filter((box) => box !== null)
    const shifts = shiftsOf(boxes)
    const chosen = new Set(ids)
    const shiftById = new Map<string, Point>()
    units.forEach(({ unit }, i) => {
      const own = unit.map(({ element }) => element.id)
      for (const id of movable(this.#room.scene, own)) {
        // What lies in a frame goes with it, unless it has a place of its own among the others.
        if (own.includes(id) || !chosen.has(id)) shiftById.set(id, shifts[i] ?? { x: 0, y: 0 })
      }
    })
    this.#arrange(ids, (at, id) => {
      const { x, y } = shiftById.get(id) ?? { x: 0, y: 0 }
      return shifted(at, x, y)
    })
  }

  #arrange(ids: readonly string[], change: (at: Placement, id: string) => Placement) {
    const { doc, scene, history } = this.#room
    if (this.#room.isReadOnly()) return
    const arrangement = new Arrangement(doc, scene, history, movable(scene, ids))
    arrangement.change(change)
    arrangement.end()
  }
}
