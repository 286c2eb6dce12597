import { isWritten, type Element } from '../element.js'

/** The header of a PDF that names the letters it lacks, as a part of an address is written. */
export const UNPRINTED = 'x-unprinted'
/** Most of them that are named. */
const MOST_NAMED = 24

/** Letters and pictures of letters that the fonts of a PDF do not have. */
const LACKING =
  /(?![\p{Script=Latin}\p{Script=Hebrew}\u00A9\u00AE\u2122])[\p{L}\p{Extended_Pictographic}]/gu

/** Letters that people wrote and that are blank in a PDF, each once; empty where there are none. */
export function unprintedIn(elements: readonly Element[]): string {
  const lacking = elements.flatMap((each) =>
    isWritten(each) ? (each.text.match(LACKING) ?? []) : []
  )
  return [...new Set(lacking)].slice(0, MOST_NAMED).join('')
}
