import { isWritten } from '#canvas/element'
import { Commands } from './commands'
import { Company } from './company'
import { Exchange } from './exchange/exchange'
import { Handling } from './handling'
import { History } from './history'
import { Looking } from './looking'
import { MarkLayer, type Mark } from './mark_layer'
import { Minimap } from './minimap'
import { oncePerTurn } from './once_per_turn'
import { Others } from './others'
import { measureIn, Painter } from './painter'
import { highlightShade, shade } from '#canvas/drawing/palette'
import type { DeckCard } from './pictures'
import { PinLayer } from './pin_layer'
import { Scene, type Change, type Shown } from './scene'
import { Selection } from './selection'
import { Sketch } from './sketch'
import { readTheme } from './theme'
import { Toolbox } from './toolbox'
import type { CanvasViewOptions, ViewState } from './view_state'
import { Viewpoint } from './viewpoint'
import { inkOf } from '#canvas/drawing/word_lines'
import { Writing } from './writing'

/** A view of a canvas: puts together what draws it and what a person changes it with. */
export class CanvasView {
  /** What can be done with elements. */
  readonly commands: Commands
  /** What is taken from here to elsewhere, and brought. */
  readonly exchange: Exchange
  /** The tool in use, and what it makes. */
  readonly tools: Toolbox
  /** What is in view. */
  readonly looking: Looking
  /** The others on the canvas. */
  readonly company: Company
  /** The whole canvas, small. */
  readonly minimap: Minimap
  /** What of the page stands over the canvas. */
  readonly pins: PinLayer
  readonly #options: CanvasViewOptions
  readonly #scene: Scene
  readonly #history: History
  readonly #viewpoint: Viewpoint
  readonly #selection: Selection
  readonly #painter: Painter
  readonly #writing: Writing
  readonly #handling: Handling
  readonly #sketch: Sketch
  readonly #marks: MarkLayer
  readonly #observer: ResizeObserver
  #readOnly: boolean
  readonly #tell = oncePerTurn(() => {
    if (!this.#isOver) this.#options.onstate(this.state)
  })
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
    const viewpoint = new Viewpoint((zoomed, own) => {
      if (zoomed) this.#tell()
      this.company.moved(own)
      this.#painter.wake()
    })
    const others = new Others(awareness)
    this.company = new Company({
      awareness,
      person,
      others,
      viewpoint,
      leads: options.leads ?? false,
      light: (at) => this.#painter.light(awareness.clientID, at),
      changed: () => this.#tell(),
    })
    this.minimap = new Minimap({ scene: () => scene.all(), viewpoint })
    const selection = new Selection(scene, () => {
      this.#tell()
      this.#painter.wake()
    })
    const isReadOnly = () => this.#readOnly
    const sketch = new Sketch(host)
    const own = { host, doc, scene, history, viewpoint, selection, sketch }
    const room = { ...own, measure, isReadOnly, author: person.id }
    this.#sketch = sketch
    this.pins = new PinLayer(own, () => this.#painter.wake())
    this.#scene = scene
    this.#history = history
    this.#viewpoint = viewpoint
    this.#selection = selection
    this.#painter = new Painter({
      ...room,
      others,
      cards: options.cards,
      images: options.images,
      theme,
      held: () => this.#handling.held,
      written: () => this.#writing.id,
      isOpen: () => !this.#readOnly && !selection.locked,
      overlay: (now) => {
        this.#writing.place((element) => inkOf(element, now))
        this.minimap.frame(now)
        this.#marks.frame(viewpoint.camera)
        this.pins.frame(viewpoint.camera)
      },
      retheme: (next) => {
        measureNow = measureIn(next)
        scene.relayout()
      },
    })
    // After what is drawn, and so above it.
    this.#marks = new MarkLayer(host, scene)
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
    this.exchange = new Exchange({ ...room, images: options.images }, options.cards)
    this.looking = new Looking(room)
    this.tools = new Toolbox({
      ...room,
      writing: this.#writing,
      draft: (stroke) => this.#painter.draft(stroke),
      css: (colour, tip) =>
        (tip === 'pen' ? shade : highlightShade)(colour, this.#painter.theme.dark),
      changed: () => this.#tell(),
    })
    this.#handling = new Handling({
      ...room,
      tools: this.tools,
      company: this.company,
      writing: this.#writing,
      box: this.#painter.box,
      open: (id) => void this.editText(id),
      held: (onElement) => options.onhold?.(onElement),
      missed: () => options.onmissed?.(),
    })
    scene.subscribe((changes) => this.#take(changes))
    this.#observer = new ResizeObserver(() => this.#resize())
    this.#observer.observe(host)
    this.#resize()
    this.looking.welcome()
    this.#tell()
  }

  destroy() {
    this.#isOver = true
    this.#writing.destroy()
    this.#sketch.destroy()
    this.#marks.destroy()
    this.#observer.disconnect()
    this.#handling.destroy()
    this.company.destroy()
    this.minimap.destroy()
    this.#painter.destroy()
    this.#history.destroy()
    this.#scene.destroy()
  }

  get state(): ViewState {
    return {
      tool: this.tools.tool,
      colour: this.tools.colour,
      width: this.tools.width,
      stamp: this.tools.stamp,
      zoom: this.#viewpoint.camera.zoom,
      selected: this.#selection.ids,
      selection: this.#selection.facts,
      canUndo: this.#history.canUndo && !this.#readOnly,
      canRedo: this.#history.canRedo && !this.#readOnly,
      readOnly: this.#readOnly,
      company: this.company.state,
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
      this.#handling.cancel()
      this.#writing.abandon()
      this.tools.tool = 'select'
      this.#painter.redraw()
    }
    this.#tell()
  }

  /** The deck in other words or with other cards. */
  set cards(cards: readonly DeckCard[]) {
    this.#painter.cards = cards
    this.exchange.cards = cards
  }

  /** What stands at elements beside what they are, by their ids. */
  set marks(marks: ReadonlyMap<string, Mark>) {
    this.#marks.show(marks)
    this.#painter.wake()
  }

  /** Whether dots lie on the canvas. */
  set grid(shown: boolean) {
    this.#painter.grid.shown = shown
    this.#painter.wake()
  }

  /** Whether dragging moves the view, whatever the tool. */
  set panning(panning: boolean) {
    this.#handling.panning = panning
  }

  /** Gives the canvas itself the keyboard. */
  focus() {
    this.#options.host.focus({ preventScroll: true })
  }

  /** Selects all that is on the canvas and not locked. */
  selectAll() {
    const free = this.#scene.all().filter(({ element }) => !element.locked)
    this.select(free.map(({ element }) => element.id))
  }

  select(ids: readonly string[]) {
    this.#selection.set(ids)
  }

  /** Points at what is selected, so that the others see it. */
  pointAtSelection() {
    const frame = this.#selection.frame()
    if (frame) this.company.pointAt(frame.middle)
  }

  undo() {
    if (!this.#readOnly) this.#history.undo()
  }

  redo() {
    if (!this.#readOnly) this.#history.redo()
  }

  /**
   * Opens an element's words for writing; `done` is called when the person has left them. Returns
   * whether it has words that may be written.
   */
  editText(id: string, done?: () => void): boolean {
    const element = this.#scene.get(id)?.element
    if (this.#readOnly || !element || !isWritten(element)) return false
    this.looking.reveal(id)
    return this.#writing.edit(id, done)
  }

  /** Ends the gesture that goes on and what is being written, so that they are in the document. */
  settle() {
    this.#handling.finish()
    this.#writing.close()
  }

  /** Takes back the gesture that goes on, or else lets go of what is selected and of the tool. */
  escape() {
    if (this.#handling.cancel()) return
    this.tools.tool = 'select'
    this.select([])
  }

  #take(changes: readonly Change[]) {
    this.#painter.take(changes)
    this.minimap.touch()
    for (const { id, what } of changes) {
      if (what === 'removed') this.#selection.drop(id)
      if (id === this.#writing.id) this.#writing.receive(this.#scene.get(id))
    }
    this.#options.onelements()
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#options.host
    if (width === 0 || height === 0) return
    this.#writing.resize({ width, height })
    this.#painter.resize({ width, height })
  }
}
