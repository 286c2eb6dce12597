import { difference } from '#canvas/document'
import { MAX_TEXT_LENGTH, type WrittenElement } from '#canvas/element'
import { nextItem, toggledList, typedBullet, type Written } from '#canvas/lists'
import { toScreen, type Camera } from './camera'
import { fittedWords } from '#canvas/drawing/word_lines'

/** What the editor tells. */
export interface TextEditorActions {
  write(text: string): void
  /** The person is done, or went elsewhere. */
  close(): void
}

/** A text field laid over the text that is being written, turned and scaled like it. */
export class TextEditor {
  // The place is laid out from the left; the field within runs whichever way its text does.
  readonly #place = document.createElement('div')
  readonly #field = document.createElement('textarea')
  readonly #actions: TextEditorActions
  #composing = false

  /** @param label what a screen reader calls the field */
  constructor(host: HTMLElement, label: string, text: string, actions: TextEditorActions) {
    this.#actions = actions
    const field = this.#field
    this.#place.className = 'canvas-text'
    this.#place.append(field)
    field.maxLength = MAX_TEXT_LENGTH
    field.rows = 1
    field.value = text
    this.#direct()
    field.setAttribute('aria-label', label)
    field.addEventListener('input', (event) => {
      const isTyped = event instanceof InputEvent && event.data === ' '
      if (isTyped && !this.#composing) this.#change(typedBullet(this.#written))
      this.#write()
    })
    field.addEventListener('compositionstart', () => (this.#composing = true))
    field.addEventListener('compositionend', () => {
      this.#composing = false
      this.#write()
    })
    field.addEventListener('keydown', (event) => {
      event.stopPropagation()
      if (this.#composing) return
      // Whoever had it opened may take the keyboard from there.
      if (event.key === 'Escape') host.focus({ preventScroll: true })
      else if (this.#list(event)) event.preventDefault()
    })
    field.addEventListener('pointerdown', (event) => event.stopPropagation())
    field.addEventListener('blur', () => this.#actions.close(), { once: true })
    host.append(this.#place)
    field.focus({ preventScroll: true })
    field.setSelectionRange(text.length, text.length)
  }

  destroy() {
    this.#place.remove()
  }

  get text(): string {
    return this.#field.value
  }

  /** Takes in what others wrote meanwhile and keeps the caret by the same letters. */
  receive(text: string) {
    const field = this.#field
    // Changing the field would break off the letter that an input method is still building.
    if (this.#composing || field.value === text) return
    const { start, removed, inserted } = difference(field.value, text)
    const follow = (caret: number) =>
      caret <= start ? caret : Math.max(start, caret - removed) + inserted.length
    const [from, to] = [follow(field.selectionStart), follow(field.selectionEnd)]
    field.value = text
    field.setSelectionRange(from, to)
  }

  /**
   * Lays the field over the words of the element.
   * @param measure the width of a piece of text in canvas units
   */
  place(element: WrittenElement, camera: Camera, colour: string, measure: (t: string) => number) {
    const [x, y, rotation, scale] = element.at
    const at = toScreen(camera, { x, y })
    const { box, fitted } = fittedWords(element, measure)
    const { style } = this.#field
    style.width = `${box.width}px`
    style.fontSize = `${fitted.size}px`
    style.lineHeight = `${fitted.line}px`
    style.textAlign = box.centred ? 'center' : 'start'
    style.color = colour
    style.height = 'auto'
    const height = this.#field.scrollHeight
    style.height = `${height}px`
    const top = box.y + (box.centred ? ((box.height ?? height) - height) / 2 : 0)
    this.#place.style.transform =
      `translate(${at.x}px, ${at.y}px) rotate(${rotation}deg) ` +
      `scale(${scale * camera.zoom}) translate(${box.x}px, ${top}px) translate(-50%, 0)`
  }

  /** The direction of what is written, and of the page while nothing is. */
  #direct() {
    this.#field.dir = this.#field.value === '' ? document.documentElement.dir || 'auto' : 'auto'
  }

  get #written(): Written {
    return { text: this.#field.value, caret: this.#field.selectionStart }
  }

  /** Shows changed words, if they are. Returns whether they are. */
  #change(written: Written | null): boolean {
    if (!written || written.text.length > MAX_TEXT_LENGTH) return false
    this.#field.value = written.text
    this.#field.setSelectionRange(written.caret, written.caret)
    return true
  }

  /** Does what a key means in a list: Enter goes on; Ctrl, Shift and 7 or 8 make and end one. */
  #list(event: KeyboardEvent): boolean {
    const { value, selectionStart, selectionEnd } = this.#field
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    const isList = event.shiftKey && (event.ctrlKey || event.metaKey)
    const kind = event.code === 'Digit7' ? 'numbers' : event.code === 'Digit8' ? 'bullets' : null
    let changed = false
    if (event.key === 'Enter' && isPlain && selectionStart === selectionEnd) {
      changed = this.#change(nextItem(this.#written))
    } else if (isList && kind) {
      const text = toggledList(value, selectionStart, selectionEnd, kind)
      const caret = Math.max(0, selectionEnd + text.length - value.length)
      changed = this.#change({ text, caret })
    }
    if (changed) this.#write()
    return changed
  }

  #write() {
    this.#direct()
    if (!this.#composing) this.#actions.write(this.#field.value)
  }
}
