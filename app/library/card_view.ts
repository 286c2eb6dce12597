/** One card in one language, as pages and other modules see it. Pictures are square WebP. */
export type CardView = {
  id: string
  /** The word printed under the picture. */
  word: string
  /** Three open questions. */
  questions: string[]
  /** What is to be seen, for those who do not see it. */
  alt: string
  /** Addresses of the picture at 400, 800 and 1600 px. */
  src400: string
  src800: string
  src1600: string
  /** A picture of a few pixels as a `data:` address, to be shown blurred until the photo is there. */
  placeholder: string
  /** The picture's colour as `#rrggbb`. */
  colour: string
}

/** A card as the queries of this module select it: see `CARD_COLUMNS`. */
export interface CardRow {
  id: string
  word: string
  questions: string[]
  alt: string
  picture: string
  picture_version: string
  placeholder: string
  colour: string
}

/** Columns of a card, from `cards c` and `card_texts t`. */
export const CARD_COLUMNS =
  'c.id, t.word, t.questions, t.alt, c.picture, c.picture_version, c.placeholder, c.colour'

/** A selected card as the view of it. */
export function toCardView(row: CardRow): CardView {
  const source = (size: number) => `${row.picture}-${size}.webp?v=${row.picture_version}`
  return {
    id: row.id,
    word: row.word,
    questions: row.questions,
    alt: row.alt,
    src400: source(400),
    src800: source(800),
    src1600: source(1600),
    placeholder: row.placeholder,
    colour: row.colour,
  }
}
