import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { union, type Point } from '#canvas/bounds'
import { isWritten, type Colour, type Stamp } from '#canvas/element'
import { Commands } from './commands'
import { Drawing } from './drawing'
import { Hands } from './hands'
import { History } from './history'
import { measureIn, Painter } from './painter'
import { highlightShade, shade } from './palette'
import type { DeckCard } from './pictures'
import { Pointers, type Gesture, type Sample } from './pointers'
import { Presence, type Person } from './presence'
import { Scene, type Change, type Shown } from './scene'
import { Selection } from './selection'
import { readTheme } from './theme'
import type { Tool } from './tools'
import { Viewpoint } from './viewpoint'
import { inkOf } from './words'
import { Writing } from './writing'

/** The colour that a tool has at first, where it is not ink. */
const FIRST_COLOURS = [
  ['note', 'amber'],
  ['highlighter', 'amber'],
  ['stamp', 'red'],
] as const

/** What the controls around the canvas need to know. */
export interface ViewState {
  tool: Tool
  /** The colour of what the tool makes. */
  colour: Colour
  /** What the tool for stamps makes. */
  stamp: Stamp
  zoom: number
  selected: readonly string[]
  /** The colour of the first of what is selected that has one. */
  selectedColour: Colour | null
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
  /** What can be done with elements. */
  readonly commands: Commands
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
  readonly #drawing: Drawing
  readonly #observer: ResizeObserver
  #tool: Tool = 'select'
  readonly #colours = new Map<Tool, Colour>(FIRST_COLOURS)
  #readOnly: boolean
  #stateQueued = false
  #isOver = false

  constructor(options: CanvasViewOptions) {
    const { host, doc, awareness, person } = options
    this.#options = options
    this.#readOnly = options.readOnly
    const theme = readTheme(host)
    let measureNow = measureIn(theme)
    const measure = (text: string) => measureNow(text)
    const scene = new Scene(doc, measure)
    const history = new History(doc, () => this.#tell())
    const viewpoint = new Viewpoint((zoomed) => {
      if (zoomed) this.#tell()
      this.#painter.wake()
    })
    const selection = new Selection(scene, () => {
      this.#tell()
      this.#painter.wake()
    })
    const isReadOnly = () => this.#readOnly
    const author = person.id
    const room = { host, doc, scene, history, viewpoint, selection, measure, isReadOnly, author }
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
      overlay: (now) => this.#writing.place((element) => inkOf(element, now)),
      retheme: (next) => {
        measureNow = measureIn(next)
        scene.relayout()
      },
    })
    this.#writing = new Writing({
      ...room,
      label: options.textLabel,
      begun: (id) => {
        selection.set([])
        this.#painter.renew(id)
      },
      ended: (id) => this.#painter.renew(id),
    })
    this.commands = new Commands(room)
    this.#drawing = new Drawing({
      ...room,
      draft: (stroke) => this.#painter.draft(stroke),
      css: (colour, tip) =>
        (tip === 'pen' ? shade : highlightShade)(colour, this.#painter.theme.dark),
      made: (id, write) => this.#made(id, write),
      write: (at) => this.#addText(at),
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
    this.#drawing.destroy()
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
      stamp: this.#drawing.stamp,
      zoom: this.#viewpoint.camera.zoom,
      selected: this.#selection.ids,
      selectedColour: this.#selection.colour,
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

  /** The colour of what the tool makes from now on. */
  set colour(colour: Colour) {
    this.#colours.set(this.#tool, colour)
    this.#tell()
  }

  /** What the tool for stamps makes from now on. */
  set stamp(stamp: Stamp) {
    this.#drawing.stamp = stamp
    this.tool = 'stamp'
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
    return this.#readOnly ? null : this.#chosen(this.#drawing.making.cardInView(card))
  }

  /** Lays a card where the pointer is, in pixels of the window. Returns its element's id. */
  dropCard(card: string, clientX: number, clientY: number): string | null {
    const box = this.#options.host.getBoundingClientRect()
    const at = { x: clientX - box.left, y: clientY - box.top }
    if (at.x < 0 || at.y < 0 || at.x > box.width || at.y > box.height) return null
    if (this.#readOnly) return null
    return this.#chosen(this.#drawing.making.card(card, this.#viewpoint.toWorld(at)))
  }

  undo() {
    if (!this.#readOnly) this.#history.undo()
  }

  redo() {
    if (!this.#readOnly) this.#history.redo()
  }

  /**
   * Makes what a tool makes in the middle of the view, for who uses no pointer.
   * @returns its element's id, null if the canvas is full or the tool needs a pointer
   */
  make(tool: Tool): string | null {
    if (this.#readOnly) return null
    const { x, y } = this.#drawing.making.middle()
    if (tool === 'text') return this.#addText({ x, y: (y * 2) / 3 }, true)
    const id = this.#drawing.place(tool, this.#colours.get(tool) ?? 'ink')
    if (id) this.#made(id, tool === 'note' || tool === 'frame')
    return id
  }

  /** Opens an element's words for writing; `done` is called when the person has left them. */
  editText(id: string, done?: () => void) {
    const element = this.#scene.get(id)?.element
    if (this.#readOnly || !element || !isWritten(element)) return
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

  get #colour(): Colour {
    return this.#colours.get(this.#tool) ?? 'ink'
  }

  #chosen(id: string | null): string | null {
    if (id) this.select([id])
    return id
  }

  #made(id: string | null, write: boolean) {
    this.tool = 'select'
    this.#chosen(id)
    if (id && write) this.#writing.edit(id)
  }

  #addText(at: Point, centred = false): string | null {
    if (this.#readOnly) return null
    this.#viewpoint.settle()
    const id = this.#writing.add(at, this.#colour, centred)
    this.tool = 'select'
    if (id) this.#writing.edit(id)
    return id
  }

  #begin(sample: Sample, event: PointerEvent): Gesture | null {
    // The canvas shall have the keyboard, and a text that was being written is done.
    event.preventDefault()
    this.#viewpoint.settle()
    this.#writing.close()
    this.#options.host.focus({ preventScroll: true })
    const drawn = this.#drawing.begin(this.#tool, sample, this.#colour)
    if (drawn) return drawn
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
