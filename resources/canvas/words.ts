import paper from 'paper/dist/paper-core'
import type { WrittenElement } from '#canvas/element'
import { fitText, textBox, type Fitted, type TextBox } from '#canvas/text_box'
import { directed, layOut, type Line } from '#canvas/text_layout'
import { shade } from './palette'
import type { Theme } from './theme'

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
export function inkOf(element: WrittenElement, { dark, ink }: Theme): string {
  return element.kind === 'text' ? shade(element.colour, dark) : ink
}

/** The Paper.js items of an element's words. */
export function wordItems(
  element: WrittenElement,
  theme: Theme,
  measure: (text: string) => number
): paper.Item[] {
  if (element.text === '') return []
  const { box, fitted } = fittedWords(element, measure)
  const { lines, size, line } = fitted
  const top = box.y + (box.centred ? ((box.height ?? 0) - lines.length * line) / 2 : 0)
  const colour = inkOf(element, theme)
  return lines.map((each, i) => {
    const side = box.centred ? 0 : each.rtl ? 1 : -1
    return new paper.PointText({
      point: [box.x + (side * box.width) / 2, top + (i + 0.5) * line + size * BASELINE],
      content: directed(each),
      fillColor: colour,
      fontFamily: theme.font,
      fontSize: size,
      justification: side === 0 ? 'center' : side < 0 ? 'left' : 'right',
    })
  })
}
