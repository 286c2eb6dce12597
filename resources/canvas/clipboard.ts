import { CLIPBOARD_TYPE, readClipboard, toClipboard, wordsOf } from '#canvas/clipboard'
import type { CanvasView } from './canvas_view'
import { copyImages } from './images/copy_images'

/**
 * What was copied last in this tab, and by whom. It outlives the canvas, so that it can be pasted on
 * another without asking the browser for its clipboard, which a phone does not offer.
 */
let kept: { person: string; json: string } | null = null

/** What came of pasting; each is a key of `canvas.said`. */
export type Pasted = 'pasted' | 'notPasted' | 'withoutImages'

/** Copies from and pastes to a canvas, for one person. */
export class Clipboard {
  readonly #view: CanvasView
  readonly #person: string
  readonly #canvas: string

  constructor(view: CanvasView, person: string, canvas: string) {
    this.#view = view
    this.#person = person
    this.#canvas = canvas
  }

  /** Whether there is something that was copied here. */
  get isFull(): boolean {
    return kept?.person === this.#person
  }

  /**
   * Copies what is selected.
   * @param to where the browser keeps it for other pages; without, for this tab alone
   * @returns whether something is selected
   */
  copy(to: DataTransfer | null): boolean {
    const elements = this.#view.commands.copied(this.#view.state.selected)
    if (elements.length === 0) return false
    const json = toClipboard(elements, this.#canvas)
    kept = { person: this.#person, json }
    to?.setData(CLIPBOARD_TYPE, json)
    to?.setData('text/plain', wordsOf(elements))
    return true
  }

  /**
   * Pastes elements in the middle of the view, and words as a note or, long ones, as a text. Images
   * of another canvas are copied to this one first.
   * @param from what the browser gives; without, what was copied in this tab
   * @returns whether there was something to paste and room for it
   */
  async paste(from: DataTransfer | null): Promise<Pasted> {
    // Read at once: when the event is over, the browser gives nothing any more.
    const json = from ? from.getData(CLIPBOARD_TYPE) : this.isFull ? kept?.json : null
    const words = from?.getData('text/plain').trim() ?? ''
    const { elements, canvas } = readClipboard(json ?? '')
    if (elements.length === 0) {
      return words !== '' && this.#view.tools.writeDown(words) ? 'pasted' : 'notPasted'
    }
    const isFromHere = canvas === null || canvas === this.#canvas
    const copied = isFromHere
      ? { elements, isWhole: true }
      : await copyImages(elements, canvas, this.#canvas)
    if (!this.#view.commands.paste(copied.elements)) return 'notPasted'
    return copied.isWhole ? 'pasted' : 'withoutImages'
  }
}
