import { CARD_WIDTH } from '../bounds.js'
import { layOut, type Line } from '../text_layout.js'

/** Of a card's face: the paper around the picture, and how round the corners of both are. */
export const CARD_BORDER = 9
export const CARD_RADIUS = 7
export const CARD_PICTURE_RADIUS = 3
/** The width and height of the picture. */
export const CARD_PICTURE = CARD_WIDTH - 2 * CARD_BORDER
/** The letters of the word below the picture, and how far their middle stands above the foot. */
export const CARD_WORD_SIZE = 20
export const CARD_WORD_ABOVE = 24

/** Letters of a card of words alone, in canvas units: the largest in which no word is broken. */
const LEAST_WORD_SIZE = 20
const WORD_SIZES = [36, 30, 25, LEAST_WORD_SIZE]
const WORDS_WIDTH = CARD_WIDTH - 4 * CARD_BORDER

/**
 * The word of a card of words alone in lines, around the middle of the card.
 * @param measure the width of a text in letters of a size
 */
export function cardWords(word: string, measure: (text: string, size: number) => number) {
  const parts = word.split(/\s+/u)
  const fits = (size: number) => parts.every((part) => measure(part, size) <= WORDS_WIDTH)
  const size = WORD_SIZES.find(fits) ?? LEAST_WORD_SIZE
  const lines: Line[] = layOut(word, WORDS_WIDTH, (text) => measure(text, size))
  return { lines, size, line: size * 1.15, width: WORDS_WIDTH }
}
