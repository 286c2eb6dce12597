import { TEXT_SIZE } from '../bounds.js'
import type { WrittenElement } from '../element.js'
import { fitText, textBox, type Fitted, type TextBox } from '../text_box.js'
import { layOut, type Line } from '../text_layout.js'
import { shade, type Ground } from './palette.js'

/** Letters stand this much of their size below the middle of their line. */
const BASELINE = 0.34

/** Where the words of an element stand and how they are broken into lines there. */
export function fittedWords(
  element: WrittenElement,
  measure: (text: string) => number
): { box: TextBox; fitted: Fitted<Line> } {
  const box = textBox(element)
  const fitted = fitText(
    element.text,
    box,
    (text, width) => layOut(text, width, measure),
    (text) => text.split(/\s+/u).reduce((most, word) => Math.max(most, measure(word)), 0)
  )
  return { box, fitted }
}

/** The colour of an element's words: of a text its own, on paper and in figures that of ink. */
export function inkOf(
  element: WrittenElement,
  { dark, ink }: Pick<Ground, 'dark' | 'ink'>
): string {
  return element.kind === 'text' ? shade(element.colour, dark) : ink
}

/** A line of words and where it stands, in its element's own coordinates. */
export interface WordLine extends Line {
  /** Where it begins, its middle, or where it ends, as `align` says. */
  x: number
  baseline: number
  align: 'left' | 'center' | 'right'
}

/** The lines of an element's words, with the size of their letters. */
export function wordLines(
  element: WrittenElement,
  measure: (text: string) => number
): { lines: WordLine[]; size: number } {
  if (element.text === '') return { lines: [], size: 0 }
  const { box, fitted } = fittedWords(element, measure)
  const { lines, size, line } = fitted
  const top = box.y + (box.centred ? ((box.height ?? 0) - lines.length * line) / 2 : 0)
  const placed = lines.flatMap((each, i): WordLine[] => {
    const side = box.centred ? 0 : each.rtl ? 1 : -1
    const { marker, indent } = each
    const edge = box.x + (side * box.width) / 2
    const common = {
      ...each,
      baseline: top + (i + 0.5) * line + size * BASELINE,
      align: side === 0 ? ('center' as const) : side < 0 ? ('left' as const) : ('right' as const),
    }
    // Centred words have no edge that a mark could stand at.
    if (side === 0) return [{ ...common, x: edge, text: `${marker} ${each.text}`.trim() }]
    const words = { ...common, x: edge - (side * indent * size) / TEXT_SIZE }
    return marker === '' ? [words] : [{ ...common, x: edge, text: marker }, words]
  })
  return { lines: placed, size }
}
