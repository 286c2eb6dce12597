import type * as Y from 'yjs'
import { TEXT_LINE, type Point } from '#canvas/bounds'
import { addElement, elementsOf, remove, writeText } from '#canvas/document'
import { isWritten, type Colour, type Placement, type WrittenElement } from '#canvas/element'
import { screenScale } from '#canvas/made_scale'
import type { Size } from './camera'
import type { History } from './history'
import type { Scene, Shown } from './scene'
import { TextEditor } from './text_editor'
import type { Viewpoint } from './viewpoint'

const TEXT_WIDTH = 260
/** What stays free beside a new text, in pixels. */
const EDGE_PX = 16

/** What writing works on, and whom it tells. */
export interface WritingRoom {
  host: HTMLElement
  doc: Y.Doc
  scene: Scene
  history: History
  viewpoint: Viewpoint
  /** Id of who writes. */
  author: string
  /** What a screen reader calls the field in which a text is written. */
  label: string
  /** An element is being written now, and is drawn by nobody else. */
  begun(id: string): void
  /** Nothing is being written any more. */
  ended(id: string): void
  /** The width of a piece of text in canvas units. */
  measure: (text: string) => number
}

/** Writes texts on the canvas, one at a time, and keeps the one that is written in view. */
export class Writing {
  readonly #room: WritingRoom
  #editing: { id: string; editor: TextEditor } | null = null

  constructor(room: WritingRoom) {
    this.#room = room
    window.visualViewport?.addEventListener('resize', this.#follow)
  }

  destroy() {
    window.visualViewport?.removeEventListener('resize', this.#follow)
    this.#editing?.editor.destroy()
    this.#editing = null
  }

  /** The id of the text that is being written. */
  get id(): string | null {
    return this.#editing?.id ?? null
  }

  /**
   * Makes a new text that begins at a point of the view, or with `centred` has it in its middle. It
   * lies in view as a whole without moving the view. Returns its element's id.
   */
  add(at: Point, colour: Colour, centred: boolean): string | null {
    const { viewpoint, history, doc, author } = this.#room
    const { zoom } = viewpoint.camera
    // A text is begun at the size of letters on the screen, however far the view is zoomed.
    const scale = screenScale(zoom)
    const pixels = scale * zoom
    const room = viewpoint.size.width - 2 * EDGE_PX
    const width = Math.max(1, Math.min(TEXT_WIDTH, Math.round(room / pixels)))
    const half = (width * pixels) / 2
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl'
    const wanted = centred ? at.x : at.x + (rtl ? -half : half)
    const least = EDGE_PX + half
    const middle = Math.max(least, Math.min(wanted, viewpoint.size.width - least))
    const { x, y } = viewpoint.toWorld({ x: middle, y: at.y })
    const placed: Placement = [x, y - (TEXT_LINE * scale) / 2, 0, scale]
    history.step()
    const made = { kind: 'text' as const, text: '', colour, width, at: placed, author }
    return addElement(doc, made, history.origin)
  }

  /**
   * Opens the words of an element for writing; `done` is called when the person has left it.
   * Returns whether it has words that may be written.
   */
  edit(id: string, done?: () => void): boolean {
    const { host, doc, history, scene, label } = this.#room
    const element = scene.get(id)?.element
    if (!element || !isWritten(element) || element.locked) return false
    this.close()
    const editor = new TextEditor(host, label, element.text, {
      write: (text) => writeText(doc, id, text, history.origin),
      close: () => {
        this.close()
        done?.()
      },
    })
    this.#editing = { id, editor }
    history.step()
    this.#room.begun(id)
    this.#follow()
    return true
  }

  /** Takes in what became of the text that is being written. */
  receive(shown: Shown | undefined) {
    if (!shown || !isWritten(shown.element)) return this.close()
    this.#editing?.editor.receive(shown.element.text)
    this.#follow()
  }

  /** Ends writing; an empty text is taken away, any other element stays. */
  close() {
    const editing = this.#editing
    if (!editing) return
    const { doc, history, scene, viewpoint } = this.#room
    this.#editing = null
    editing.editor.destroy()
    const isText = scene.get(editing.id)?.element.kind === 'text'
    if (isText && elementsOf(doc).has(editing.id) && editing.editor.text.trim() === '') {
      remove(doc, [editing.id], history.origin)
    }
    history.step()
    if (this.#covered() === 0) viewpoint.stay()
    this.#room.ended(editing.id)
  }

  /** Ends writing at once, where nothing may be changed any more. */
  abandon() {
    this.#editing?.editor.destroy()
    this.#editing = null
  }

  /** Lays the field over its words, in a CSS colour. */
  place(colourOf: (element: WrittenElement) => string) {
    const editing = this.#editing
    const element = editing && this.#room.scene.get(editing.id)?.element
    if (!editing || !element || !isWritten(element)) return
    const { viewpoint, measure } = this.#room
    editing.editor.place(element, viewpoint.camera, colourOf(element), measure)
  }

  /** Takes another size of the view. */
  resize(size: Size) {
    this.#room.viewpoint.resize(size, this.#editing !== null)
    this.#follow()
  }

  /** How many pixels at the foot of the view a keyboard covers that the page was not told of. */
  #covered(): number {
    const seen = window.visualViewport
    if (!seen) return 0
    const { bottom } = this.#room.host.getBoundingClientRect()
    return Math.max(0, bottom - (seen.offsetTop + seen.height))
  }

  readonly #follow = () => {
    const { viewpoint, scene } = this.#room
    const edited = this.#editing && scene.get(this.#editing.id)
    const covered = this.#covered()
    if (edited) viewpoint.stepAside(edited, covered)
    else if (covered === 0) viewpoint.stepBack()
  }
}
