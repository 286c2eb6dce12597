import paper from 'paper/dist/paper-core'
import { inkOf, wordLines } from '#canvas/drawing/word_lines'
import type { WrittenElement } from '#canvas/element'
import { directed } from '#canvas/text_layout'
import type { Theme } from './theme'

/** The Paper.js items of an element's words. */
export function wordItems(
  element: WrittenElement,
  theme: Theme,
  measure: (text: string) => number
): paper.Item[] {
  const { lines, size } = wordLines(element, measure)
  const colour = inkOf(element, theme)
  return lines.map(
    (line) =>
      new paper.PointText({
        point: [line.x, line.baseline],
        content: directed(line),
        fillColor: colour,
        fontFamily: theme.font,
        fontSize: size,
        justification: line.align,
      })
  )
}
