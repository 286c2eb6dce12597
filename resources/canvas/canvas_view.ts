import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { TEXT_LINE, TEXT_SIZE, union, type Point } from '#canvas/bounds'
import {
  addStroke,
  addText,
  bringToFront,
  elementsOf,
  placeCard,
  remove,
  writeText,
  type Colour,
  type Placement,
} from '#canvas/document'
import type { StrokePoints } from '#canvas/points'
import { allowedFactor, Arrangement, grown, shifted, turned } from './arrangement'
import {
  fitted,
  pannedBy,
  revealing,
  toScreen,
  toWorld,
  visibleBox,
  zoomedAt,
  type Camera,
  type Size,
} from './camera'
import { CursorLayer } from './cursor_layer'
import { History } from './history'
import type { Look } from './items'
import { MovingLayer } from './moving_layer'
import { shade } from './palette'
import { penGesture } from './pen'
import { Pictures, type DeckCard } from './pictures'
import { Pointers, type Gesture, type Sample } from './pointers'
import { Presence, type Person } from './presence'
import { Scene, type Change, type Shown } from './scene'
import { frameAround, SelectionBox, type Frame, type Handle } from './selection_box'
import { StillLayer } from './still_layer'
import { TextEditor } from './text_editor'
import { layOut, textMeasure } from './text_layout'
import { readTheme, watchTheme, type Theme } from './theme'

export type Tool = 'select' | 'pen' | 'text'

const PEN_PX = 4
const TEXT_WIDTH = 260
const TAP_PX = 5
const HIT_PX = 8
const DOUBLE_MS = 400
const SNAP_DEGREES = 15

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

/** A view of a canvas: draws the document, and turns what a person does into changes of it. */
export class CanvasView {
  readonly #options: CanvasViewOptions
  readonly #host: HTMLElement
  readonly #doc: Y.Doc
  readonly #scene: Scene
  readonly #history: History
  readonly #still: StillLayer
  readonly #moving: MovingLayer
  readonly #cursors: CursorLayer
  readonly #box: SelectionBox
  readonly #presence: Presence
  readonly #pointers: Pointers
  readonly #pictures: Pictures
  readonly #observer: ResizeObserver
  readonly #stopTheme: () => void
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')
  readonly #selected = new Set<string>()
  #measure: (text: string) => number
  #theme: Theme
  #camera: Camera = { x: 0, y: 0, zoom: 1 }
  #size: Size = { width: 1, height: 1 }
  #tool: Tool = 'select'
  #colour: Colour = 'ink'
  #readOnly: boolean
  #held: Arrangement | null = null
  #editing: { id: string; editor: TextEditor } | null = null
  #lastTap: { id: string | null; at: number } = { id: null, at: -Infinity }
  #request = 0
  #stateQueued = false
  #untouched = true

  constructor(options: CanvasViewOptions) {
    const { host, doc, awareness } = options
    this.#options = options
    this.#host = host
    this.#doc = doc
    this.#readOnly = options.readOnly
    this.#theme = readTheme(host)
    this.#measure = textMeasure(`${TEXT_SIZE}px ${this.#theme.font}`)
    this.#scene = new Scene(doc, (text, width) => layOut(text, width, this.#measure))
    this.#history = new History(doc, () => this.#tell())
    this.#pictures = new Pictures(options.cards, this.#theme, () => this.#redraw())
    this.#still = new StillLayer(host, this.#scene)
    this.#moving = new MovingLayer(host, this.#scene)
    this.#box = new SelectionBox(host)
    this.#cursors = new CursorLayer(host, awareness, () => this.#wake())
    this.#presence = new Presence(awareness, options.person)
    this.#pointers = new Pointers(host, {
      begin: (sample, event) => this.#begin(sample, event),
      pan: (dx, dy) => this.panBy(dx, dy),
      zoom: (at, factor) => this.#look(zoomedAt(this.#camera, at, factor)),
      hover: (at) => this.#presence.point(at && toWorld(this.#camera, at)),
    })
    this.#scene.subscribe((changes) => this.#onScene(changes))
    this.#observer = new ResizeObserver(() => this.#resize())
    this.#observer.observe(host)
    this.#stopTheme = watchTheme(() => this.#retheme())
    this.#resize()
    this.fit()
    this.#untouched = true
    this.#tell()
  }

  destroy() {
    this.#editing?.editor.destroy()
    cancelAnimationFrame(this.#request)
    this.#request = -1
    this.#stopTheme()
    this.#observer.disconnect()
    this.#pointers.destroy()
    this.#presence.destroy()
    this.#cursors.destroy()
    this.#box.destroy()
    this.#moving.destroy()
    this.#still.destroy()
    this.#history.destroy()
    this.#scene.destroy()
  }

  get state(): ViewState {
    return {
      tool: this.#tool,
      colour: this.#colour,
      zoom: this.#camera.zoom,
      selected: [...this.#selected],
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
      this.#editing?.editor.destroy()
      this.#editing = null
      this.#tool = 'select'
      this.#redraw()
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
    this.#pictures.cards = cards
    this.#still.renewAll()
    this.#wake()
  }

  /** Whether dragging moves the view, whatever the tool. */
  set panning(panning: boolean) {
    this.#pointers.panning = panning
    this.#host.classList.toggle('is-panning', panning)
  }

  panBy(dx: number, dy: number) {
    this.#look(pannedBy(this.#camera, dx, dy))
  }

  zoomBy(factor: number) {
    const middle = { x: this.#size.width / 2, y: this.#size.height / 2 }
    this.#look(zoomedAt(this.#camera, middle, factor))
  }

  /** Shows all that is on the canvas. */
  fit() {
    const { width, height } = this.#size
    const all = union(this.#scene.all())
    this.#look(all ? fitted(all, this.#size) : { x: -width / 2, y: -height / 2, zoom: 1 })
  }

  /** Shows all that is on the canvas, unless the person has moved the view already. */
  welcome() {
    if (!this.#untouched) return
    this.fit()
    this.#untouched = true
  }

  /** Moves the view just far enough to show an element. */
  reveal(id: string) {
    const shown = this.#scene.get(id)
    if (shown) this.#look(revealing(this.#camera, shown, this.#size))
  }

  select(ids: readonly string[]) {
    this.#selected.clear()
    for (const id of ids) if (this.#scene.get(id)) this.#selected.add(id)
    this.#tell()
    this.#wake()
  }

  /** Lays a card in the middle of the view, beside what lies there. Returns its element's id. */
  placeCard(card: string): string | null {
    const { width, height } = this.#size
    let at = toWorld(this.#camera, { x: width / 2, y: height / 2 })
    const taken = ({ x, y }: Point) =>
      this.#scene
        .search({ minX: x - 9, minY: y - 9, maxX: x + 9, maxY: y + 9 })
        .some(({ element }) => Math.hypot(element.at[0] - x, element.at[1] - y) < 9)
    for (let tries = 0; tries < 200 && taken(at); tries++) at = { x: at.x + 28, y: at.y + 28 }
    return this.#place(card, at)
  }

  /** Lays a card where the pointer is, in pixels of the window. Returns its element's id. */
  dropCard(card: string, clientX: number, clientY: number): string | null {
    const box = this.#host.getBoundingClientRect()
    const at = { x: clientX - box.left, y: clientY - box.top }
    if (at.x < 0 || at.y < 0 || at.x > box.width || at.y > box.height) return null
    return this.#place(card, toWorld(this.#camera, at))
  }

  /** Shifts elements by so many canvas units. */
  nudge(ids: readonly string[], dx: number, dy: number) {
    this.#arrange(ids, (at) => shifted(at, dx, dy))
  }

  /** Makes elements larger or smaller around their common middle. */
  resize(ids: readonly string[], factor: number) {
    const frame = this.#frameOf(ids)
    const allowed = allowedFactor(this.#placements(ids), factor)
    if (frame) this.#arrange(ids, (at) => grown(at, frame.middle, allowed))
  }

  /** Turns elements around their common middle, by degrees clockwise. */
  turn(ids: readonly string[], degrees: number) {
    const frame = this.#frameOf(ids)
    if (frame) this.#arrange(ids, (at) => turned(at, frame.middle, degrees))
  }

  remove(ids: readonly string[]) {
    if (this.#readOnly) return
    this.#history.step()
    remove(this.#doc, ids, this.#history.origin)
  }

  bringToFront(ids: readonly string[]) {
    if (this.#readOnly) return
    this.#history.step()
    bringToFront(this.#doc, ids, this.#history.origin)
  }

  undo() {
    if (!this.#readOnly) this.#history.undo()
  }

  redo() {
    if (!this.#readOnly) this.#history.redo()
  }

  /** Begins a text in the middle of the view. */
  addText() {
    const { width, height } = this.#size
    this.#addText({ x: width / 2 - TEXT_WIDTH / 2, y: height / 3 })
  }

  /** Opens a text for writing; `done` is called when the person has left it. */
  editText(id: string, done?: () => void) {
    const shown = this.#scene.get(id)
    if (this.#readOnly || shown?.element.kind !== 'text') return
    this.#closeText()
    this.reveal(id)
    const editor = new TextEditor(this.#host, this.#options.textLabel, shown.element.text, {
      write: (text) => writeText(this.#doc, id, text, this.#history.origin),
      close: () => {
        this.#closeText()
        done?.()
      },
    })
    this.#editing = { id, editor }
    this.#placeEditor()
    this.#history.step()
    this.select([])
    this.#moving.drop(id)
    this.#still.touch()
    this.#wake()
  }

  /** Takes back the gesture that goes on, or else clears the selection. */
  escape() {
    if (!this.#pointers.cancel()) this.select([])
  }

  // The document

  #onScene(changes: readonly Change[]) {
    const look = this.#lookOf()
    const view = visibleBox(this.#camera, this.#size, 200)
    for (const { id, what } of changes) {
      const shown = this.#scene.get(id)
      const was = this.#still.has(id) || this.#moving.lifted.has(id)
      const isIn =
        shown !== undefined &&
        shown.minX < view.maxX &&
        shown.maxX > view.minX &&
        shown.minY < view.maxY &&
        shown.maxY > view.minY
      if (what === 'removed' && this.#selected.delete(id)) this.#tell()
      if (id === this.#editing?.id) this.#onEdited(shown)
      else if (what === 'moved' && (was || isIn)) {
        if (this.#moving.lift(id, look, performance.now())) this.#still.touch()
      } else if (was || isIn) {
        this.#moving.drop(id)
        this.#still.renew(id)
      }
    }
    this.#options.onelements()
    this.#wake()
  }

  #onEdited(shown: Shown | undefined) {
    if (shown?.element.kind === 'text') this.#editing?.editor.receive(shown.element.text)
    else this.#closeText()
  }

  #closeText() {
    const editing = this.#editing
    if (!editing) return
    this.#editing = null
    editing.editor.destroy()
    if (elementsOf(this.#doc).has(editing.id) && editing.editor.text.trim() === '') {
      remove(this.#doc, [editing.id], this.#history.origin)
    }
    this.#history.step()
    this.#redraw()
  }

  #place(card: string, at: Point): string | null {
    if (this.#readOnly) return null
    this.#history.step()
    const made = { card, at: [at.x, at.y, 0, 1] as const, author: this.#options.person.id }
    const id = placeCard(this.#doc, made, this.#history.origin)
    if (id) this.select([id])
    return id
  }

  #addText(at: Point) {
    if (this.#readOnly) return
    // A text is begun at the size of letters on the screen, however far the view is zoomed.
    const scale = Math.max(0.25, Math.min(4, 1 / this.#camera.zoom))
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl'
    const start = toWorld(this.#camera, at)
    const x = start.x + ((rtl ? -1 : 1) * TEXT_WIDTH * scale) / 2
    const placed: Placement = [x, start.y - (TEXT_LINE * scale) / 2, 0, scale]
    this.#history.step()
    const author = this.#options.person.id
    const made = { text: '', colour: this.#colour, width: TEXT_WIDTH, at: placed, author }
    const id = addText(this.#doc, made, this.#history.origin)
    this.tool = 'select'
    if (id) this.editText(id)
  }

  #finishStroke(points: StrokePoints) {
    // Stored in pixels of the screen and scaled, so that a stroke drawn close up is as fine as
    // one drawn from afar.
    const { zoom } = this.#camera
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let i = 0; i < points.length; i += 3) {
      minX = Math.min(minX, points[i] ?? 0)
      maxX = Math.max(maxX, points[i] ?? 0)
      minY = Math.min(minY, points[i + 1] ?? 0)
      maxY = Math.max(maxY, points[i + 1] ?? 0)
    }
    const middle = { x: (minX + maxX) / 2, y: (minY + maxY) / 2 }
    const own = points.map((value, i) => {
      const part = i % 3
      return part === 2 ? value : value - (part === 0 ? middle.x : middle.y)
    })
    const { x, y } = toWorld(this.#camera, middle)
    this.#history.step()
    const at: Placement = [x, y, 0, 1 / zoom]
    const author = this.#options.person.id
    const made = { points: own, colour: this.#colour, width: PEN_PX, at, author }
    addStroke(this.#doc, made, this.#history.origin)
  }

  #placements(ids: readonly string[]): Placement[] {
    return this.#shown(ids).map(({ element }) => element.at)
  }

  #shown(ids: Iterable<string>): Shown[] {
    return [...ids].map((id) => this.#scene.get(id)).filter((shown) => shown !== undefined)
  }

  #frameOf(ids: Iterable<string>): Frame | null {
    return frameAround(this.#shown(ids))
  }

  #arrange(ids: readonly string[], change: (at: Placement) => Placement) {
    if (this.#readOnly) return
    const arrangement = new Arrangement(this.#doc, this.#scene, this.#history, ids)
    arrangement.change(change)
    arrangement.end()
  }

  // Gestures

  #begin(sample: Sample, event: PointerEvent): Gesture | null {
    // The canvas shall have the keyboard, and a text that was being written is done.
    event.preventDefault()
    this.#closeText()
    this.#host.focus({ preventScroll: true })
    if (this.#tool === 'pen') return this.#pen(sample)
    if (this.#tool === 'text') {
      return { move() {}, cancel() {}, end: () => this.#addText(sample) }
    }
    const handle = this.#box.handleAt(event.target)
    if (handle && !this.#readOnly) return this.#transform(handle, sample)
    return this.#pick(sample, event)
  }

  #pen(sample: Sample): Gesture {
    const colour = shade(this.#colour, this.#theme.dark)
    const draft = (points: StrokePoints | null) => {
      const { x, y, zoom } = this.#camera
      const shown = points?.map((value, i) => {
        const part = i % 3
        return part === 2 ? value : value / zoom + (part === 0 ? x : y)
      })
      this.#moving.draft(shown ? { points: shown, width: PEN_PX / zoom, colour } : null)
      this.#wake()
    }
    return penGesture(sample, draft, (points) => this.#finishStroke(points))
  }

  /** Selecting by a tap, moving by a drag; a drag beside all elements moves the view. */
  #pick(from: Sample, event: PointerEvent): Gesture {
    const tolerance = HIT_PX / this.#camera.zoom
    const id = this.#scene.hit(toWorld(this.#camera, from), tolerance)?.element.id ?? null
    const isDouble =
      id !== null && this.#lastTap.id === id && event.timeStamp - this.#lastTap.at < DOUBLE_MS
    this.#lastTap = { id, at: event.timeStamp }
    const pan = this.#pointers.panGesture(from)
    const { shiftKey } = event
    let dragged = false
    return {
      move: (samples, moved) => {
        const to = samples.at(-1) ?? from
        dragged ||= Math.hypot(to.x - from.x, to.y - from.y) > TAP_PX
        if (!dragged) return
        if (id === null || this.#readOnly) return pan.move(samples, moved)
        this.#hold(id, shiftKey)
        const { zoom } = this.#camera
        this.#held?.change((at) => shifted(at, (to.x - from.x) / zoom, (to.y - from.y) / zoom))
      },
      end: () => {
        if (dragged) this.#letGo()
        else if (isDouble) this.editText(id)
        else this.#tap(id, shiftKey)
      },
      cancel: () => this.#letGo(true),
    }
  }

  #tap(id: string | null, add: boolean) {
    if (id === null) this.select(add ? [...this.#selected] : [])
    else if (!add) this.select([id])
    else if (this.#selected.has(id)) this.select([...this.#selected].filter((each) => each !== id))
    else this.select([...this.#selected, id])
  }

  #hold(id: string, add: boolean) {
    if (this.#held) return
    if (!this.#selected.has(id)) this.select(add ? [...this.#selected, id] : [id])
    this.#held = new Arrangement(this.#doc, this.#scene, this.#history, this.#selected)
  }

  #letGo(back = false) {
    if (back) this.#held?.cancel()
    else this.#held?.end()
    this.#held = null
  }

  #transform(handle: Handle, from: Sample): Gesture | null {
    const frame = this.#frameOf(this.#selected)
    if (!frame) return null
    const held = new Arrangement(this.#doc, this.#scene, this.#history, this.#selected)
    this.#held = held
    const middle = toScreen(this.#camera, frame.middle)
    const angle = ({ x, y }: Point) => (Math.atan2(y - middle.y, x - middle.x) * 180) / Math.PI
    const distance = ({ x, y }: Point) => Math.hypot(x - middle.x, y - middle.y)
    return {
      move: (samples, event) => {
        const to = samples.at(-1) ?? from
        if (handle === 'resize') {
          const factor = distance(to) / Math.max(1, distance(from))
          const allowed = allowedFactor(held.start.values(), factor)
          held.change((at) => grown(at, frame.middle, allowed))
        } else {
          const exact = angle(to) - angle(from)
          const total = frame.rotation + exact
          const snapped = Math.round(total / SNAP_DEGREES) * SNAP_DEGREES
          const isNear = event.shiftKey || Math.abs(total - Math.round(total / 90) * 90) < 3
          const degrees = isNear ? snapped - frame.rotation : exact
          held.change((at) => turned(at, frame.middle, degrees))
        }
      },
      end: () => this.#letGo(),
      cancel: () => this.#letGo(true),
    }
  }

  // Drawing

  #lookOf(): Look {
    const pixelsPerUnit = this.#camera.zoom * devicePixelRatio
    return { theme: this.#theme, pictures: this.#pictures, pixelsPerUnit }
  }

  #look(camera: Camera) {
    const zoomed = camera.zoom !== this.#camera.zoom
    this.#camera = camera
    this.#untouched = false
    if (zoomed) this.#tell()
    this.#wake()
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#host
    if (width === 0 || height === 0) return
    // What was in the middle stays in the middle when a phone is turned.
    const middle = toWorld(this.#camera, { x: this.#size.width / 2, y: this.#size.height / 2 })
    const { zoom } = this.#camera
    this.#size = { width, height }
    this.#camera = { x: middle.x - width / 2 / zoom, y: middle.y - height / 2 / zoom, zoom }
    this.#still.resize(this.#size)
    this.#moving.resize(this.#size)
    this.#wake()
  }

  #retheme() {
    this.#theme = readTheme(this.#host)
    this.#measure = textMeasure(`${TEXT_SIZE}px ${this.#theme.font}`)
    this.#pictures.theme = this.#theme
    this.#scene.relayout()
    for (const id of [...this.#moving.lifted]) this.#moving.drop(id)
    this.#still.renewAll()
    this.#wake()
  }

  #redraw() {
    this.#still.touch()
    this.#moving.touch()
    this.#wake()
  }

  #wake() {
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#frame)
  }

  readonly #frame = (now: number) => {
    this.#request = 0
    const look = this.#lookOf()
    if (this.#moving.settle(now, this.#held?.start ?? null)) this.#still.touch()
    const elsewhere = new Set(this.#moving.lifted)
    if (this.#editing) elsewhere.add(this.#editing.id)
    const unfinished = this.#still.frame(this.#camera, look, elsewhere, now)
    this.#moving.frame(this.#camera, look)
    const cursorsMove = this.#cursors.frame(this.#camera, now, this.#calm.matches)
    this.#box.show(this.#frameOf(this.#selected), this.#camera, !this.#readOnly)
    this.#placeEditor()
    if (unfinished || cursorsMove || this.#moving.lifted.size > 0) this.#wake()
  }

  #placeEditor() {
    const edited = this.#editing && this.#scene.get(this.#editing.id)
    if (!this.#editing || edited?.element.kind !== 'text') return
    const colour = shade(edited.element.colour, this.#theme.dark)
    this.#editing.editor.place(edited, this.#camera, colour)
  }

  #tell() {
    if (this.#stateQueued) return
    this.#stateQueued = true
    queueMicrotask(() => {
      this.#stateQueued = false
      if (this.#request !== -1) this.#options.onstate(this.state)
    })
  }
}
