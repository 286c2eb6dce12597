import type { Point } from '#canvas/bounds'
import type { Placement } from '#canvas/element'
import type { Company } from './company'
import { lassoGesture } from './drawn_around'
import { Hands, type HandsRoom } from './hands'
import { Pointers, type Gesture, type Sample } from './pointers'
import type { SelectionBox } from './selection_box'
import type { Toolbox } from './toolbox'
import type { Writing } from './writing'

/** What pointers work on, and whom they tell. */
export interface HandlingRoom extends Omit<HandsRoom, 'panGesture' | 'write'> {
  host: HTMLElement
  tools: Toolbox
  company: Company
  writing: Writing
  /** The frame around what is selected, with its handles. */
  box: SelectionBox
  /** A finger rests on something, which is selected then, or beside all. */
  held: (onElement: boolean) => void
}

/** Does what pointers mean on a canvas, by the tool in use. */
export class Handling {
  readonly #room: HandlingRoom
  readonly #pointers: Pointers
  readonly #hands: Hands

  constructor(room: HandlingRoom) {
    const { host, viewpoint, company, tools } = room
    this.#room = room
    this.#pointers = new Pointers(host, {
      begin: (sample, event) => this.#begin(sample, event),
      pan: (dx, dy) => viewpoint.panBy(dx, dy),
      zoom: (at, factor) => viewpoint.zoomBy(factor, at),
      hold: (at) => this.#holdAt(at),
      hover: (at) => company.point(at && viewpoint.toWorld(at)),
    })
    this.#hands = new Hands({
      ...room,
      panGesture: (from) => this.#pointers.panGesture(from),
      write: (at) => void tools.write(at),
    })
  }

  destroy() {
    this.#pointers.destroy()
  }

  /** Where the elements that are held were at first, by id; null when none is. */
  get held(): ReadonlyMap<string, Placement> | null {
    return this.#hands.held
  }

  /** Whether dragging moves the view, whatever the tool. */
  set panning(panning: boolean) {
    this.#pointers.panning = panning
    this.#room.host.classList.toggle('is-panning', panning)
  }

  /** Ends the gesture that goes on, if any, where it is. */
  finish() {
    this.#pointers.finish()
  }

  /** Takes back the gesture that goes on, if any. Returns whether there was one. */
  cancel(): boolean {
    return this.#pointers.cancel()
  }

  #begin(from: Sample, event: PointerEvent): Gesture | null {
    const { host, viewpoint, writing, tools, company } = this.#room
    // The canvas shall have the keyboard, and a text that was being written is done.
    event.preventDefault()
    viewpoint.settle()
    writing.close()
    host.focus({ preventScroll: true })
    const { tool } = tools
    if (tool === 'select') return this.#select(from, event)
    if (tool === 'hand') return this.#pointers.panGesture(from)
    if (tool === 'laser') return company.laserGesture(from)
    if (tool === 'lasso') {
      return lassoGesture(this.#room, from, event.shiftKey, () => (tools.tool = 'select'))
    }
    return tools.begin(from)
  }

  #select(from: Sample, event: PointerEvent): Gesture | null {
    const { box, isReadOnly } = this.#room
    const handle = box.handleAt(event.target)
    if (handle && !isReadOnly()) return this.#hands.transform(handle, from)
    return this.#hands.pick(from, event)
  }

  #holdAt(at: Point) {
    const { selection, held } = this.#room
    const id = this.#hands.at(at)
    if (id !== null && !selection.has(id)) selection.set([id])
    held(id !== null)
  }
}
