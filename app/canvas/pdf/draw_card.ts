import { CARD_HEIGHT, CARD_WIDTH } from '../bounds.js'
import {
  CARD_BORDER,
  CARD_PICTURE,
  CARD_PICTURE_RADIUS,
  CARD_RADIUS,
  CARD_WORD_ABOVE,
  CARD_WORD_SIZE,
  cardWords,
} from '../drawing/card_face.js'
import { roundedPath, type Figure } from '../drawing/figures.js'
import type { Ground } from '../drawing/palette.js'
import { isRtl } from '../text_layout.js'
import type { PdfCard } from './pdf_order.js'
import type { PdfPen } from './pdf_pen.js'

const [LEFT, TOP] = [-CARD_WIDTH / 2, -CARD_HEIGHT / 2]
/** Letters stand this much of their size below their middle. */
const BASELINE = 0.34

const area = (path: string, fill: string, opacity = 1): Figure => ({
  ...{ path, fill, opacity, stroke: null, width: 0, scale: 1 },
})
const face = roundedPath(LEFT, TOP, CARD_WIDTH, CARD_HEIGHT, CARD_RADIUS)
const edge = roundedPath(LEFT, TOP + 2, CARD_WIDTH, CARD_HEIGHT + 1, CARD_RADIUS)

/**
 * Draws a card's face around the origin, as it is on the screen.
 *
 * @param card undefined for one that is not known here
 * @param image its picture as the document has it
 */
export function drawCard(
  pen: PdfPen,
  card: PdfCard | undefined,
  image: PDFKit.Mixins.ImageSrc | null,
  { paper, ink, line }: Ground
): void {
  pen.figure(area(edge, '#000000', 0.18))
  if (card && card.picture === null) return drawWords(pen, card)
  // A shadow is soft on the screen; here a fine line keeps paper apart from paper.
  pen.figure({ ...area(face, paper), stroke: line, width: 0.75 })
  const [x, y] = [LEFT + CARD_BORDER, TOP + CARD_BORDER]
  const frame = roundedPath(x, y, CARD_PICTURE, CARD_PICTURE, CARD_PICTURE_RADIUS)
  pen.figure(area(frame, card?.colour ?? line))
  if (image) pen.picture(image, frame, x, y, CARD_PICTURE)
  const word = card?.word ?? '?'
  const baseline = -TOP - CARD_WORD_ABOVE + CARD_WORD_SIZE * BASELINE
  const letters = { face: 'display', size: CARD_WORD_SIZE, colour: ink } as const
  const stand = { x: 0, baseline, align: 'center' } as const
  pen.words({ text: word, rtl: isRtl(word) }, stand, letters, CARD_PICTURE)
}

/** A card of words alone: its word large on its colour. */
function drawWords(pen: PdfPen, { word, colour, ink }: PdfCard): void {
  pen.figure(area(face, colour))
  const [x, y] = [LEFT + CARD_BORDER, TOP + CARD_BORDER]
  const height = CARD_HEIGHT - 2 * CARD_BORDER
  const path = roundedPath(x, y, CARD_PICTURE, height, CARD_PICTURE_RADIUS)
  pen.figure({ path, fill: null, stroke: ink, width: 1, opacity: 0.34, scale: 1 })
  const measure = (text: string, size: number) =>
    pen.widthOf({ text, rtl: isRtl(text) }, 'display', size)
  const { lines, size, line, width } = cardWords(word, measure)
  lines.forEach((each, i) => {
    const middle = (i - (lines.length - 1) / 2) * line
    const stand = { x: 0, baseline: middle + size * BASELINE, align: 'center' } as const
    pen.words(each, stand, { face: 'display', size, colour: ink }, width)
  })
}
