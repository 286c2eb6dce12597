/** One line of a laid out text. */
export interface Line {
  text: string
  /** Whether its paragraph runs from right to left. */
  rtl: boolean
}

/** What turns the direction of letters around beyond its own words, and what no font shows. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu
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

/** A text without the signs that could turn what stands beside it, or itself, around. */
export function withoutTurning(text: string): string {
  return text.replace(TURNING, '')
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
      return wrapped(paragraph, width, measure).map((line) => ({ text: line, rtl }))
    })
}

/** A line with its direction fixed, for a context whose own direction is left to right. */
export function directed({ text, rtl }: Line): string {
  return rtl ? `\u2067${text}\u2069` : text
}
