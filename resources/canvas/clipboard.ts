import { CLIPBOARD_TYPE, fromClipboard, toClipboard, wordsOf } from '#canvas/clipboard'
import type { CanvasView } from './canvas_view'

/**
 * What was copied last in this tab, and by whom. It outlives the canvas, so that it can be pasted on
 * another without asking the browser for its clipboard, which a phone does not offer.
 */
let kept: { person: string; json: string } | null = null

/** Copies from and pastes to a canvas, for one person. */
export class Clipboard {
  readonly #view: CanvasView
  readonly #person: string

  constructor(view: CanvasView, person: string) {
    this.#view = view
    this.#person = person
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
    const json = toClipboard(elements)
    kept = { person: this.#person, json }
    to?.setData(CLIPBOARD_TYPE, json)
    to?.setData('text/plain', wordsOf(elements))
    return true
  }

  /**
   * Pastes elements in the middle of the view, and words as a note or, long ones, as a text.
   * @param from what the browser gives; without, what was copied in this tab
   * @returns whether there was something to paste and room for it
   */
  paste(from: DataTransfer | null): boolean {
    const json = from ? from.getData(CLIPBOARD_TYPE) : this.isFull ? kept?.json : null
    const elements = json ? fromClipboard(json) : []
    if (elements.length > 0) return this.#view.commands.paste(elements)
    const words = from?.getData('text/plain').trim() ?? ''
    return words !== '' && this.#view.tools.writeDown(words) !== null
  }
}
