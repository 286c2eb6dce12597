import type { Point } from '#canvas/bounds'
import type { Colour, Stamp } from '#canvas/element'
import { Drawing, type DrawingRoom } from './drawing'
import type { KeptImage } from './images/kept_image'
import type { Tip, Width } from './pen'
import type { Gesture, Sample } from './pointers'
import type { Selection } from './selection'
import { isTip, type Tool } from './tools'
import type { Writing } from './writing'

/** The colour that a tool has at first, where it is not ink. */
const FIRST_COLOURS = [
  ['note', 'amber'],
  ['highlighter', 'amber'],
  ['stamp', 'red'],
] as const

/** Words that are longer than this are no note, in UTF-16 units. */
const LONGEST_NOTE = 300

/** What the toolbox works on, and whom it tells. */
export interface ToolboxRoom extends Omit<DrawingRoom, 'made' | 'write'> {
  host: HTMLElement
  selection: Selection
  writing: Writing
  isReadOnly: () => boolean
  /** Another tool, colour or stamp was chosen. */
  changed: () => void
}

/** The tool in use with its colour, and what it makes. */
export class Toolbox {
  readonly #room: ToolboxRoom
  readonly #drawing: Drawing
  readonly #colours = new Map<Tool, Colour>(FIRST_COLOURS)
  #tool: Tool = 'select'

  constructor(room: ToolboxRoom) {
    this.#room = room
    this.#drawing = new Drawing({
      ...room,
      made: (id, write) => this.#made(id, write),
      write: (at) => this.#addText(at),
    })
  }

  get tool(): Tool {
    return this.#tool
  }

  set tool(tool: Tool) {
    const { selection, isReadOnly, changed } = this.#room
    this.#tool = isReadOnly() ? 'select' : tool
    if (tool !== 'select' && tool !== 'lasso') selection.set([])
    changed()
  }

  /** How wide what the tool draws is from now on; null where it draws no lines by hand. */
  get width(): Width | null {
    return isTip(this.#tool) ? this.#drawing.widths[this.#tool] : null
  }

  /** Has a tip draw so wide from now on. */
  widen(tip: Tip, width: Width) {
    this.#drawing.widths[tip] = width
    this.#room.changed()
  }

  /** The colour of what the tool makes from now on. */
  get colour(): Colour {
    return this.#colours.get(this.#tool) ?? 'ink'
  }

  set colour(colour: Colour) {
    this.#colours.set(this.#tool, colour)
    this.#room.changed()
  }

  /** What the tool for stamps makes from now on. */
  get stamp(): Stamp {
    return this.#drawing.stamp
  }

  set stamp(stamp: Stamp) {
    this.#drawing.stamp = stamp
    this.tool = 'stamp'
  }

  /** What the tool does from where a pointer went down; null if that is nothing of its own. */
  begin(from: Sample): Gesture | null {
    return this.#drawing.begin(this.#tool, from, this.colour)
  }

  /**
   * Makes what a tool makes in the middle of the view, for who uses no pointer.
   * @returns its element's id, null if the canvas is full or the tool needs a pointer
   */
  make(tool: Tool): string | null {
    if (this.#room.isReadOnly()) return null
    const { x, y } = this.#drawing.making.middle()
    if (tool === 'text') return this.#addText({ x, y: (y * 2) / 3 }, true)
    const id = this.#drawing.place(tool, this.#colours.get(tool) ?? 'ink')
    if (id) this.#made(id, tool === 'note' || tool === 'frame')
    return id
  }

  /**
   * Lays a card down, in the middle of the view beside what lies there if no place is given.
   * @param at in canvas units
   * @returns its element's id, null if the canvas is full
   */
  placeCard(card: string, at?: Point): string | null {
    if (this.#room.isReadOnly()) return null
    const { making } = this.#drawing
    return this.#chosen(making.card(card, at))
  }

  /** Lays a card where the pointer is, in pixels of the window. Returns its element's id. */
  dropCard(card: string, clientX: number, clientY: number): string | null {
    const at = this.#inView({ x: clientX, y: clientY })
    return at && this.placeCard(card, this.#room.viewpoint.toWorld(at))
  }

  /**
   * Lays an image that the canvas has.
   * @param at in pixels of the window; when it is none or not in view, where there is room near the
   *   middle of the view
   * @returns its element's id, null if the canvas is full
   */
  placeImage(image: KeptImage & { alt: string }, at: Point | null): string | null {
    if (this.#room.isReadOnly()) return null
    const { making } = this.#drawing
    return this.#chosen(making.image(at && this.#inView(at), image))
  }

  /** Puts words on the canvas, as a note or, long ones, as a text. Returns its element's id. */
  writeDown(words: string): string | null {
    if (this.#room.isReadOnly()) return null
    const { making } = this.#drawing
    const { x, y } = making.middle()
    const isShort = words.length <= LONGEST_NOTE
    const colour = this.#colours.get(isShort ? 'note' : 'text') ?? 'ink'
    const id = isShort
      ? making.note({ x, y }, colour, words)
      : making.text({ x, y: y / 2 }, colour, words)
    return this.#chosen(id)
  }

  /** Begins a text at a point of the view. Returns its element's id, null if the canvas is full. */
  write(at: Point): string | null {
    return this.#addText(at)
  }

  /** Draws an arrow from the first of two elements to the second. Returns its element's id. */
  connect(ids: readonly string[]): string | null {
    const [from, to] = ids
    if (this.#room.isReadOnly() || from === undefined || to === undefined) return null
    return this.#chosen(this.#drawing.making.connection(from, to, 'ink'))
  }

  /** A point of the window in pixels of the view; null beside it. */
  #inView({ x, y }: Point): Point | null {
    const box = this.#room.host.getBoundingClientRect()
    const at = { x: x - box.left, y: y - box.top }
    return at.x < 0 || at.y < 0 || at.x > box.width || at.y > box.height ? null : at
  }

  #chosen(id: string | null): string | null {
    if (id) this.#room.selection.set([id])
    return id
  }

  #made(id: string | null, write: boolean) {
    this.tool = 'select'
    this.#chosen(id)
    if (id && write) this.#room.writing.edit(id)
  }

  #addText(at: Point, centred = false): string | null {
    const { viewpoint, writing, isReadOnly } = this.#room
    if (isReadOnly()) return null
    viewpoint.settle()
    const id = writing.add(at, this.#colours.get('text') ?? 'ink', centred)
    this.tool = 'select'
    if (id) writing.edit(id)
    return id
  }
}
