import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { union, type Point } from '#canvas/bounds'
import { bringToFront, placeCard, remove, type Colour, type Placement } from '#canvas/document'
import type { StrokePoints } from '#canvas/points'
import { allowedFactor, Arrangement, grown, shifted, turned } from './arrangement'
import { Hands } from './hands'
import { History } from './history'
import { measureIn, Painter } from './painter'
import { shade } from './palette'
import { addLine, draftOf, penGesture } from './pen'
import type { DeckCard } from './pictures'
import { Pointers, type Gesture, type Sample } from './pointers'
import { Presence, type Person } from './presence'
import { Scene, type Change, type Shown } from './scene'
import { frameOf, Selection } from './selection'
import { layOut } from './text_layout'
import { readTheme } from './theme'
import { Viewpoint } from './viewpoint'
import { Writing } from './writing'

export type Tool = 'select' | 'pen' | 'text'

/** What the controls around the canvas need to know. */
export interface ViewState {
  tool: Tool
  colour: Colour
  zoom: number
  selected: readonly string[]
  canUndo: boolean
  canRedo: boolean
  readOnly: boolean
}

/** What a canvas needs to be shown, and whom it tells. */
export interface CanvasViewOptions {
  /** The element to draw in and to listen on; it must run from left to right. */
  host: HTMLElement
  doc: Y.Doc
  awareness: Awareness
  person: Person
  cards: readonly DeckCard[]
  readOnly: boolean
  /** What a screen reader calls the field in which a text is written. */
  textLabel: string
  /** The state changed. */
  onstate(state: ViewState): void
  /** Elements changed, came or went. */
  onelements(): void
}

/** A view of a canvas: puts together what draws it and what a person changes it with. */
export class CanvasView {
  readonly #options: CanvasViewOptions
  readonly #scene: Scene
  readonly #history: History
  readonly #viewpoint: Viewpoint
  readonly #selection: Selection
  readonly #presence: Presence
  readonly #pointers: Pointers
  readonly #painter: Painter
  readonly #writing: Writing
  readonly #hands: Hands
  readonly #observer: ResizeObserver
  #tool: Tool = 'select'
  #colour: Colour = 'ink'
  #readOnly: boolean
  #stateQueued = false
  #isOver = false

  constructor(options: CanvasViewOptions) {
    const { host, doc, awareness, person } = options
    this.#options = options
    this.#readOnly = options.readOnly
    const theme = readTheme(host)
    let measure = measureIn(theme)
    const scene = new Scene(doc, (text, width) => layOut(text, width, measure))
    const history = new History(doc, () => this.#tell())
    const viewpoint = new Viewpoint((zoomed) => {
      if (zoomed) this.#tell()
      this.#painter.wake()
    })
    const selection = new Selection(scene, () => {
      this.#tell()
      this.#painter.wake()
    })
    const room = { host, doc, scene, history, viewpoint, selection }
    this.#scene = scene
    this.#history = history
    this.#viewpoint = viewpoint
    this.#selection = selection
    this.#painter = new Painter({
      ...room,
      awareness,
      cards: options.cards,
      theme,
      held: () => this.#hands.held,
      written: () => this.#writing.id,
      isOpen: () => !this.#readOnly,
      overlay: ({ dark }) => this.#writing.place((colour) => shade(colour, dark)),
      retheme: (next) => {
        measure = measureIn(next)
        scene.relayout()
      },
    })
    this.#writing = new Writing({
      ...room,
      author: person.id,
      label: options.textLabel,
      begun: (id) => {
        selection.set([])
        this.#painter.leave(id)
      },
      ended: () => this.#painter.redraw(),
    })
    this.#presence = new Presence(awareness, person)
    this.#pointers = new Pointers(host, {
      begin: (sample, event) => this.#begin(sample, event),
      pan: (dx, dy) => this.panBy(dx, dy),
      zoom: (at, factor) => viewpoint.zoomBy(factor, at),
      hover: (at) => this.#presence.point(at && viewpoint.toWorld(at)),
    })
    this.#hands = new Hands({
      ...room,
      panGesture: (from) => this.#pointers.panGesture(from),
      isReadOnly: () => this.#readOnly,
      open: (id) => this.editText(id),
    })
    scene.subscribe((changes) => this.#take(changes))
    this.#observer = new ResizeObserver(() => this.#resize())
    this.#observer.observe(host)
    this.#resize()
    this.welcome()
    this.#tell()
  }

  destroy() {
    this.#isOver = true
    this.#writing.destroy()
    this.#observer.disconnect()
    this.#pointers.destroy()
    this.#presence.destroy()
    this.#painter.destroy()
    this.#history.destroy()
    this.#scene.destroy()
  }

  get state(): ViewState {
    return {
      tool: this.#tool,
      colour: this.#colour,
      zoom: this.#viewpoint.camera.zoom,
      selected: this.#selection.ids,
      canUndo: this.#history.canUndo && !this.#readOnly,
      canRedo: this.#history.canRedo && !this.#readOnly,
      readOnly: this.#readOnly,
    }
  }

  /** Every element, in drawing order. */
  elements(): Shown[] {
    return this.#scene.all()
  }

  set readOnly(readOnly: boolean) {
    if (this.#readOnly === readOnly) return
    this.#readOnly = readOnly
    if (readOnly) {
      this.#pointers.cancel()
      this.#writing.abandon()
      this.#tool = 'select'
      this.#painter.redraw()
    }
    this.#tell()
  }

  set tool(tool: Tool) {
    this.#tool = this.#readOnly ? 'select' : tool
    if (tool !== 'select') this.select([])
    this.#tell()
  }

  /** The colour of what is drawn and written from now on. */
  set colour(colour: Colour) {
    this.#colour = colour
    this.#tell()
  }

  /** The deck in other words or with other cards. */
  set cards(cards: readonly DeckCard[]) {
    this.#painter.cards = cards
  }

  /** Whether dragging moves the view, whatever the tool. */
  set panning(panning: boolean) {
    this.#pointers.panning = panning
    this.#options.host.classList.toggle('is-panning', panning)
  }

  panBy(dx: number, dy: number) {
    this.#viewpoint.panBy(dx, dy)
  }

  zoomBy(factor: number) {
    this.#viewpoint.zoomBy(factor)
  }

  /** Shows all that is on the canvas. */
  fit() {
    this.#viewpoint.fit(union(this.#scene.all()))
  }

  /** Shows all that is on the canvas, unless the person has moved the view or begun something. */
  welcome() {
    this.#viewpoint.welcome(union(this.#scene.all()))
  }

  /** Moves the view just far enough to show an element. */
  reveal(id: string) {
    const shown = this.#scene.get(id)
    if (shown) this.#viewpoint.reveal(shown)
  }

  select(ids: readonly string[]) {
    this.#selection.set(ids)
  }

  /** Lays a card in the middle of the view, beside what lies there. Returns its element's id. */
  placeCard(card: string): string | null {
    const { width, height } = this.#viewpoint.size
    let at = this.#viewpoint.toWorld({ x: width / 2, y: height / 2 })
    const taken = ({ x, y }: Point) =>
      this.#scene
        .search({ minX: x - 9, minY: y - 9, maxX: x + 9, maxY: y + 9 })
        .some(({ element }) => Math.hypot(element.at[0] - x, element.at[1] - y) < 9)
    for (let tries = 0; tries < 200 && taken(at); tries++) at = { x: at.x + 28, y: at.y + 28 }
    return this.#place(card, at)
  }

  /** Lays a card where the pointer is, in pixels of the window. Returns its element's id. */
  dropCard(card: string, clientX: number, clientY: number): string | null {
    const box = this.#options.host.getBoundingClientRect()
    const at = { x: clientX - box.left, y: clientY - box.top }
    if (at.x < 0 || at.y < 0 || at.x > box.width || at.y > box.height) return null
    return this.#place(card, this.#viewpoint.toWorld(at))
  }

  /** Shifts elements by so many canvas units. */
  nudge(ids: readonly string[], dx: number, dy: number) {
    this.#arrange(ids, (at) => shifted(at, dx, dy))
  }

  /** Makes elements larger or smaller around their common middle. */
  resize(ids: readonly string[], factor: number) {
    const frame = frameOf(this.#scene, ids)
    const placements = ids.flatMap((id) => {
      const shown = this.#scene.get(id)
      return shown ? [shown.element.at] : []
    })
    const allowed = allowedFactor(placements, factor)
    if (frame) this.#arrange(ids, (at) => grown(at, frame.middle, allowed))
  }

  /** Turns elements around their common middle, by degrees clockwise. */
  turn(ids: readonly string[], degrees: number) {
    const frame = frameOf(this.#scene, ids)
    if (frame) this.#arrange(ids, (at) => turned(at, frame.middle, degrees))
  }

  remove(ids: readonly string[]) {
    if (this.#readOnly) return
    this.#history.step()
    remove(this.#options.doc, ids, this.#history.origin)
  }

  bringToFront(ids: readonly string[]) {
    if (this.#readOnly) return
    this.#history.step()
    bringToFront(this.#options.doc, ids, this.#history.origin)
  }

  undo() {
    if (!this.#readOnly) this.#history.undo()
  }

  redo() {
    if (!this.#readOnly) this.#history.redo()
  }

  /** Begins a text in the middle of the view. */
  addText() {
    const { width, height } = this.#viewpoint.size
    this.#addText({ x: width / 2, y: height / 3 }, true)
  }

  /** Opens a text for writing; `done` is called when the person has left it. */
  editText(id: string, done?: () => void) {
    if (this.#readOnly || this.#scene.get(id)?.element.kind !== 'text') return
    this.reveal(id)
    this.#writing.edit(id, done)
  }

  /** Takes back the gesture that goes on, or else clears the selection. */
  escape() {
    if (!this.#pointers.cancel()) this.select([])
  }

  #take(changes: readonly Change[]) {
    this.#painter.take(changes)
    for (const { id, what } of changes) {
      if (what === 'removed') this.#selection.drop(id)
      if (id === this.#writing.id) this.#writing.receive(this.#scene.get(id))
    }
    this.#options.onelements()
  }

  #place(card: string, at: Point): string | null {
    if (this.#readOnly) return null
    this.#viewpoint.settle()
    this.#history.step()
    const made = { card, at: [at.x, at.y, 0, 1] as const, author: this.#options.person.id }
    const id = placeCard(this.#options.doc, made, this.#history.origin)
    if (id) this.select([id])
    return id
  }

  #addText(at: Point, centred = false) {
    if (this.#readOnly) return
    this.#viewpoint.settle()
    const id = this.#writing.add(at, this.#colour, centred)
    this.tool = 'select'
    if (id) this.#writing.edit(id)
  }

  #addLine(points: StrokePoints) {
    this.#history.step()
    const made = { points, colour: this.#colour, author: this.#options.person.id }
    addLine(this.#options.doc, made, this.#viewpoint.camera, this.#history.origin)
  }

  #arrange(ids: readonly string[], change: (at: Placement) => Placement) {
    if (this.#readOnly) return
    const arrangement = new Arrangement(this.#options.doc, this.#scene, this.#history, ids)
    arrangement.change(change)
    arrangement.end()
  }

  #begin(sample: Sample, event: PointerEvent): Gesture | null {
    // The canvas shall have the keyboard, and a text that was being written is done.
    event.preventDefault()
    this.#viewpoint.settle()
    this.#writing.close()
    this.#options.host.focus({ preventScroll: true })
    if (this.#tool === 'pen') {
      const colour = shade(this.#colour, this.#painter.theme.dark)
      const draft = (points: StrokePoints | null) =>
        this.#painter.draft(points && draftOf(points, this.#viewpoint.camera, colour))
      return penGesture(sample, draft, (points) => this.#addLine(points))
    }
    if (this.#tool === 'text') {
      return { move() {}, cancel() {}, end: () => this.#addText(sample) }
    }
    const handle = this.#painter.box.handleAt(event.target)
    if (handle && !this.#readOnly) return this.#hands.transform(handle, sample)
    return this.#hands.pick(sample, event)
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#options.host
    if (width === 0 || height === 0) return
    this.#writing.resize({ width, height })
    this.#painter.resize({ width, height })
  }

  #tell() {
    if (this.#stateQueued) return
    this.#stateQueued = true
    queueMicrotask(() => {
      this.#stateQueued = false
      if (!this.#isOver) this.#options.onstate(this.state)
    })
  }
}
