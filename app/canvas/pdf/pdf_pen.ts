import { Typesetter, type Setting } from '#core/pdf/typesetter'
import { TEXT_SIZE } from '../bounds.js'
import type { Placement } from '../element.js'
import type { Figure } from '../drawing/figures.js'
import type { Line } from '../text_layout.js'

type Document = PDFKit.PDFDocument

/** What is kept of measuring. */
const MOST_MEASURED = 20_000

/** Where a line of words stands. */
export interface Stand {
  /** Where it begins, its middle, or where it ends, as `align` says. */
  x: number
  baseline: number
  align: 'left' | 'center' | 'right'
}

/** A line of words and which way it runs. */
export type Words = Pick<Line, 'text' | 'rtl'>

/** How words are set. */
export type Letters = Pick<Setting, 'face' | 'size' | 'colour'>

/** Draws what a canvas is made of on the pages of a PDF, in canvas units. */
export class PdfPen {
  readonly #document: Document
  readonly #typesetter: Typesetter
  readonly #measured = new Map<string, number>()

  constructor(document: Document) {
    this.#document = document
    this.#typesetter = new Typesetter(document)
  }

  /** The width of a text in letters of `TEXT_SIZE`. */
  readonly measure = (text: string): number => this.widthOf({ text, rtl: false }, 'text', TEXT_SIZE)

  /** The width of a line in letters of a size. */
  widthOf({ text, rtl }: Words, face: Letters['face'], size: number): number {
    const key = `${face} ${text}`
    let width = this.#measured.get(key)
    if (width === undefined) {
      const letters = { face, size: TEXT_SIZE, colour: '#000000' }
      width = this.#typesetter.width(text, settingOf(letters, rtl))
      if (this.#measured.size > MOST_MEASURED) this.#measured.clear()
      this.#measured.set(key, width)
    }
    return (width * size) / TEXT_SIZE
  }

  /** Draws in the coordinates of a placement, and is back in its own afterwards. */
  at([x, y, rotation, scale]: Placement, draw: () => void): void {
    this.#document.save().translate(x, y).rotate(rotation).scale(scale)
    draw()
    this.#document.restore()
  }

  figure({ path, fill, stroke, width, opacity, scale }: Figure): void {
    const document = this.#document.save()
    if (scale !== 1) document.scale(scale)
    document.lineWidth(width).lineCap('round').lineJoin('round')
    document.fillOpacity(opacity).strokeOpacity(opacity).path(path)
    if (fill !== null && stroke !== null) document.fillAndStroke(fill, stroke, 'even-odd')
    else if (fill !== null) document.fill(fill, 'even-odd')
    else if (stroke !== null) document.stroke(stroke)
    document.restore()
  }

  /** A picture in a square, within a path. */
  picture(image: PDFKit.Mixins.ImageSrc, path: string, x: number, y: number, side: number): void {
    const document = this.#document.save()
    document.path(path).clip().image(image, x, y, { width: side, height: side })
    document.restore()
  }

  /** A picture around the origin. */
  image(image: PDFKit.Mixins.ImageSrc, width: number, height: number): void {
    this.#document.image(image, -width / 2, -height / 2, { width, height })
  }

  /** Sets a line of words, narrower where it would be wider than `most`. */
  words(line: Words, { x, baseline, align }: Stand, letters: Letters, most = Infinity): void {
    if (line.text === '') return
    const wide = this.widthOf(line, letters.face, letters.size)
    const size = letters.size * Math.min(1, most / wide)
    const width = Math.min(wide, most)
    const left = align === 'center' ? x - width / 2 : align === 'right' ? x - width : x
    const setting = settingOf({ ...letters, size }, line.rtl)
    this.#typesetter.setOn(line.text, left, baseline, setting)
  }
}

const settingOf = (letters: Letters, rtl: boolean): Setting => ({
  ...letters,
  leading: 1,
  direction: rtl ? 'rtl' : 'ltr',
})
