import { listItem } from './lists.js'
import { withoutTurning } from '#core/plain_words'

/** One line of a laid out text. */
export interface Line {
  text: string
  /** Whether its paragraph runs from right to left. */
  rtl: boolean
  /** How far it stands in from where its paragraph begins, in the unit of the width. */
  indent: number
  /** What marks it as the first line of a list's item; empty for all else. */
  marker: string
}

const LETTER = /\p{L}/u
const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Whether a paragraph runs from right to left, by its first letter, as `dir="auto"` has it. */
export function isRtl(paragraph: string): boolean {
  const first = LETTER.exec(paragraph)
  return first !== null && RTL_LETTER.test(first[0])
}

function wrapped(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  const put = (piece: string) => {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  for (const word of paragraph.split(/(?<=\s)/u)) {
    if (measure(word.trimEnd()) <= width) put(word)
    else for (const letter of word) put(letter)
  }
  return [...lines, line.trimEnd()]
}

/**
 * Breaks a text into lines no wider than `width`.
 * @param measure the width of a piece of text, in the unit of `width`
 */
export function layOut(text: string, width: number, measure: (text: string) => number): Line[] {
  return withoutTurning(text)
    .split('\n')
    .flatMap((paragraph) => {
      const rtl = isRtl(paragraph)
      const item = listItem(paragraph)
      const indent = item ? measure(item.marker) : 0
      const lines = wrapped(item?.words ?? paragraph, Math.max(1, width - indent), measure)
      return lines.map((line, index) => ({
        text: line,
        rtl,
        indent,
        marker: index === 0 ? (item?.marker.trimEnd() ?? '') : '',
      }))
    })
}

/** A line with its direction fixed, for a context whose own direction is left to right. */
export function directed({ text, rtl }: Pick<Line, 'text' | 'rtl'>): string {
  return rtl ? `\u2067${text}\u2069` : text
}
