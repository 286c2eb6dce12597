import { TEXT_SIZE, type Point } from '#canvas/bounds'
import type { Size } from './camera'
import { CursorLayer } from './cursor_layer'
import { GridLayer } from './grid_layer'
import { ImageRasters } from './images/image_rasters'
import type { ImageSource } from './images/image_source'
import type { Look, Stroke } from './items'
import { LaserLayer } from './laser_layer'
import { MovingLayer } from './moving_layer'
import type { Others } from './others'
import { shade } from '#canvas/drawing/palette'
import { Pictures, type DeckCard } from './pictures'
import type { Change, Scene } from './scene'
import { SelectionBox } from './selection_box'
import type { Selection } from './selection'
import { StillLayer } from './still_layer'
import { textMeasure } from './text_measure'
import { readTheme, watchTheme, type Theme } from './theme'
import type { Viewpoint } from './viewpoint'

/** What is painted, and who lays the rest over it. */
export interface PainterRoom {
  host: HTMLElement
  scene: Scene
  viewpoint: Viewpoint
  selection: Selection
  others: Others
  cards: readonly DeckCard[]
  images: ImageSource
  theme: Theme
  /** The elements that are held, by id; null when none. */
  held(): ReadonlyMap<string, unknown> | null
  /** The element whose words are being written, which a field shows. */
  written(): string | null
  /** The width of a piece of text in canvas units. */
  measure: (text: string) => number
  /** Whether what is selected can be changed. */
  isOpen(): boolean
  /** Lays over the drawing what is not drawn. */
  overlay(theme: Theme): void
  /** The theme has changed, and with it the measure of letters. */
  retheme(theme: Theme): void
}

/** Draws the canvas: frame by frame while something changes, and not at all while nothing does. */
export class Painter {
  /** The frame around what is selected. */
  readonly box: SelectionBox
  readonly grid: GridLayer
  readonly #room: PainterRoom
  readonly #still: StillLayer
  readonly #moving: MovingLayer
  readonly #cursors: CursorLayer
  readonly #laser: LaserLayer
  readonly #pictures: Pictures
  readonly #images: ImageRasters
  readonly #stopOthers: () => void
  readonly #stopTheme: () => void
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')
  #theme: Theme
  #request = 0
  #isOver = false

  constructor(room: PainterRoom) {
    this.#room = room
    this.#theme = room.theme
    this.#pictures = new Pictures(room.cards, room.theme, () => this.redraw())
    this.#images = new ImageRasters(room.images, room.theme, () => this.redraw())
    this.grid = new GridLayer(room.host)
    this.#still = new StillLayer(room.host, room.scene)
    this.#moving = new MovingLayer(room.host, room.scene)
    this.box = new SelectionBox(room.host)
    this.#laser = new LaserLayer(room.host)
    this.#cursors = new CursorLayer(room.host, room.others, () => this.wake())
    this.#stopOthers = room.others.subscribe((clients) => this.#lightOf(clients))
    this.#stopTheme = watchTheme(() => this.#retheme())
  }

  destroy() {
    this.#isOver = true
    cancelAnimationFrame(this.#request)
    this.#stopTheme()
    this.#stopOthers()
    this.#cursors.destroy()
    this.#laser.destroy()
    this.grid.destroy()
    this.box.destroy()
    this.#moving.destroy()
    this.#still.destroy()
  }

  get theme(): Theme {
    return this.#theme
  }

  /** The deck in other words or with other cards. */
  set cards(cards: readonly DeckCard[]) {
    this.#pictures.cards = cards
    this.#still.renewAll()
    this.wake()
  }

  resize(size: Size) {
    this.#still.resize(size)
    this.#moving.resize(size)
    this.#laser.resize(size)
    this.wake()
  }

  /** Shows the line that is being drawn, null for none. */
  draft(draft: Stroke | null) {
    this.#moving.draft(draft)
    this.wake()
  }

  /**
   * Somebody points there with light.
   * @param client the Yjs client that does
   * @param at in canvas units
   */
  light(client: number, at: Point) {
    this.#laser.point(client, at, shade('red', this.#theme.dark), performance.now())
    this.wake()
  }

  /** Takes in what happened to the elements. */
  take(changes: readonly Change[]) {
    const look = this.#look()
    const view = this.#room.viewpoint.visible(200)
    for (const { id, what } of changes) {
      const shown = this.#room.scene.get(id)
      const was = this.#still.has(id) || this.#moving.lifted.has(id)
      const isIn =
        shown !== undefined &&
        shown.minX < view.maxX &&
        shown.maxX > view.minX &&
        shown.minY < view.maxY &&
        shown.maxY > view.minY
      if (id === this.#hidden() || !(was || isIn)) continue
      if (what === 'moved') {
        if (this.#moving.lift(id, look, performance.now())) this.#still.renew(id)
      } else {
        this.#moving.drop(id)
        this.#still.renew(id)
      }
    }
    this.wake()
  }

  /** Draws an element anew, because its words are now shown by somebody else, or no longer. */
  renew(id: string) {
    this.#moving.drop(id)
    this.#still.renew(id)
    this.wake()
  }

  /** Draws everything anew. */
  redraw() {
    this.#still.touch()
    this.#moving.touch()
    this.wake()
  }

  /** Draws a frame soon. */
  wake() {
    if (this.#request === 0 && !this.#isOver) this.#request = requestAnimationFrame(this.#frame)
  }

  #look(): Look {
    const { viewpoint, measure } = this.#room
    return {
      theme: this.#theme,
      pictures: this.#pictures,
      images: this.#images,
      pixelsPerUnit: viewpoint.camera.zoom * devicePixelRatio,
      measure,
      written: this.#room.written(),
    }
  }

  /** The element that is not drawn at all, because it is nothing but the words in the field. */
  #hidden(): string | null {
    const written = this.#room.written()
    const isText = written !== null && this.#room.scene.get(written)?.element.kind === 'text'
    return isText ? written : null
  }

  #lightOf(clients: readonly number[]) {
    for (const client of clients) {
      const other = this.#room.others.get(client)
      if (other?.laser && other.cursor) this.light(client, other.cursor)
    }
  }

  #retheme() {
    this.#theme = readTheme(this.#room.host)
    this.#pictures.theme = this.#theme
    this.#images.theme = this.#theme
    this.#room.retheme(this.#theme)
    for (const id of [...this.#moving.lifted]) this.#moving.drop(id)
    this.#still.renewAll()
    this.wake()
  }

  readonly #frame = (now: number) => {
    this.#request = 0
    const { viewpoint, selection } = this.#room
    const { camera } = viewpoint
    const look = this.#look()
    for (const id of this.#moving.settle(now, this.#room.held())) this.#still.renew(id)
    const elsewhere = new Set(this.#moving.lifted)
    const hidden = this.#hidden()
    if (hidden !== null) elsewhere.add(hidden)
    this.grid.frame(camera)
    const unfinished = this.#still.frame(camera, look, elsewhere, now)
    this.#moving.frame(camera, look)
    const cursorsMove = this.#cursors.frame(camera, now, this.#calm.matches)
    const isLit = this.#laser.frame(camera, performance.now(), this.#calm.matches)
    this.box.show(selection.frame(), camera, this.#room.isOpen())
    this.#room.overlay(this.#theme)
    if (unfinished || cursorsMove || isLit || this.#moving.lifted.size > 0) this.wake()
  }
}

/** Measures letters of the canvas's texts in a theme's font. */
export function measureIn(theme: Theme): (text: string) => number {
  return textMeasure(`${TEXT_SIZE}px ${theme.font}`)
}
