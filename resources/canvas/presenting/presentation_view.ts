import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { union } from '#canvas/bounds'
import { readCursorState, type Sight } from '#canvas/cursor_state'
import { isWritten } from '#canvas/element'
import { withoutTurning } from '#core/plain_words'
import type { Step } from '#canvas/presenting/steps'
import { fitted, MAX_ZOOM, sharing, type Camera } from '../camera'
import { Glide } from '../glide'
import type { ImageSource } from '../images/image_source'
import { MarkLayer, type Mark } from '../mark_layer'
import { oncePerTurn } from '../once_per_turn'
import { Others } from '../others'
import { measureIn, Painter } from '../painter'
import type { DeckCard } from '../pictures'
import { readingOrder } from '../reading_order'
import { Scene, type Shown } from '../scene'
import { Selection } from '../selection'
import { readTheme } from '../theme'
import { Viewpoint } from '../viewpoint'

/** Free room around what is shown, in pixels, and how large a canvas without frames may become. */
const MARGIN = 24
const MOST_ZOOM_WHOLE = 2

/** What a presentation shows: one frame after another, all there is, or what who leads sees. */
export type Shows = 'frame' | 'whole' | 'follow'

/** What the controls of a presentation need to know. */
export interface PresentationState {
  shows: Shows
  /** How many frames there are, and which of them it is at; from 0, −1 when there are none. */
  frames: number
  at: number
  /** The words of that frame. */
  title: string
  isEmpty: boolean
}

/** What a presentation needs, and whom it tells. */
export interface PresentationOptions {
  /** The element to draw in; it must run from left to right. */
  host: HTMLElement
  doc: Y.Doc
  /** Where the server tells where who leads looks and points. */
  awareness: Awareness
  cards: readonly DeckCard[]
  images: ImageSource
  /** Whether one reads from right to left. */
  rtl: boolean
  onstate: (state: PresentationState) => void
}

interface Changes {
  added: number[]
  updated: number[]
}

/** A canvas for a room to see: no pointer but the light of who leads, nothing to take hold of. */
export class PresentationView {
  readonly #options: PresentationOptions
  readonly #scene: Scene
  readonly #others: Others
  readonly #viewpoint: Viewpoint
  readonly #painter: Painter
  readonly #marks: MarkLayer
  readonly #glide: Glide
  readonly #observer: ResizeObserver
  readonly #tell = oncePerTurn(() => {
    if (!this.#isOver) this.#options.onstate(this.state)
  })
  #shows: Shows = 'frame'
  /** The frame that it is at, and which one that was when it was last there. */
  #frame: string | null = null
  #at = 0
  #sight: Sight | null = null
  #hasBegun = false
  #isOver = false

  constructor(options: PresentationOptions) {
    const { host, doc, awareness, cards, images } = options
    this.#options = options
    const theme = readTheme(host)
    let measureNow = measureIn(theme)
    const measure = (text: string) => measureNow(text)
    const scene = new Scene(doc, measure)
    const viewpoint = new Viewpoint(() => this.#painter.wake())
    this.#scene = scene
    this.#viewpoint = viewpoint
    this.#others = new Others(awareness)
    this.#painter = new Painter({
      host,
      scene,
      viewpoint,
      selection: new Selection(scene, () => undefined),
      others: this.#others,
      cards,
      images,
      theme,
      held: () => null,
      written: () => null,
      measure,
      isOpen: () => false,
      overlay: () => this.#marks.frame(viewpoint.camera),
      retheme: (next) => {
        measureNow = measureIn(next)
        scene.relayout()
      },
    })
    this.#painter.grid.shown = false
    // After what is drawn, and so above it.
    this.#marks = new MarkLayer(host, scene)
    this.#glide = new Glide(viewpoint, () => this.#aim())
    scene.subscribe((changes) => {
      this.#painter.take(changes)
      this.#arrive()
    })
    awareness.on('change', this.#look)
    this.#observer = new ResizeObserver(() => this.#resize())
    this.#observer.observe(host)
    this.#resize()
  }

  destroy() {
    this.#isOver = true
    this.#options.awareness.off('change', this.#look)
    this.#observer.disconnect()
    this.#glide.stop()
    this.#marks.destroy()
    this.#painter.destroy()
    this.#others.destroy()
    this.#scene.destroy()
  }

  get state(): PresentationState {
    const frames = this.#frames()
    const at = this.#indexIn(frames)
    const element = frames[at]?.element
    return {
      shows: frames.length === 0 && this.#shows === 'frame' ? 'whole' : this.#shows,
      frames: frames.length,
      at,
      title: element && isWritten(element) ? withoutTurning(element.text).trim() : '',
      isEmpty: this.#scene.size === 0,
    }
  }

  /** What stands at elements beside what they are, by their ids. */
  set marks(marks: ReadonlyMap<string, Mark>) {
    this.#marks.show(marks)
    this.#painter.wake()
  }

  /** The canvas is there: from now on what changes is gone to, and not begun with. */
  begin() {
    this.#glide.jump()
    this.#hasBegun = true
    this.#tell()
  }

  show(what: Shows) {
    this.#shows = what
    this.#arrive()
  }

  /** Goes to another frame; from elsewhere first to the one that it was at. */
  step(step: Step) {
    const frames = this.#frames()
    if (frames.length === 0) return
    const last = frames.length - 1
    const by = this.#shows !== 'frame' ? 0 : step === 'next' ? 1 : -1
    const next = step === 'first' ? 0 : step === 'last' ? last : this.#indexIn(frames) + by
    this.#at = Math.max(0, Math.min(last, next))
    this.#frame = frames[this.#at]?.element.id ?? null
    this.show('frame')
  }

  #frames(): Shown[] {
    const frames = this.#scene.all().filter(({ element }) => element.kind === 'frame')
    const order = readingOrder(frames, this.#options.rtl)
    return order.map((id) => this.#scene.get(id)).filter((shown) => shown !== undefined)
  }

  /** Where it is among the frames: of one that has gone, where it was. */
  #indexIn(frames: readonly Shown[]): number {
    const found = frames.findIndex(({ element }) => element.id === this.#frame)
    return found >= 0 ? found : Math.min(this.#at, frames.length - 1)
  }

  #arrive() {
    if (this.#hasBegun) this.#glide.start()
    else this.#glide.jump()
    this.#tell()
  }

  #aim(): Camera | null {
    const { size } = this.#viewpoint
    if (this.#shows === 'follow') return this.#sight && sharing(this.#sight, size)
    const frames = this.#shows === 'frame' ? this.#frames() : []
    const frame = frames[this.#indexIn(frames)]
    if (frame) return fitted(frame, size, MARGIN, MAX_ZOOM)
    const all = union(this.#scene.all())
    return all && fitted(all, size, MARGIN, MOST_ZOOM_WHOLE)
  }

  readonly #look = ({ added, updated }: Changes) => {
    for (const client of [...added, ...updated]) {
      const state = this.#options.awareness.getStates().get(client)
      if (!state) continue
      const { sight, laser, cursor } = readCursorState(state, false)
      if (laser && cursor) this.#painter.light(client, cursor)
      if (!sight) continue
      this.#sight = sight
      if (this.#shows === 'follow') this.#glide.start()
    }
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#options.host
    if (width === 0 || height === 0) return
    this.#viewpoint.resize({ width, height }, false)
    this.#painter.resize({ width, height })
    this.#glide.jump()
  }
}
