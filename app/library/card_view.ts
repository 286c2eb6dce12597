import type { Locale } from '#config/locales'

/** What is seen of a card that has a picture. Pictures are square WebP. */
type WithPicture = {
  /** What is to be seen, for those who do not see it. */
  alt: string
  /** Addresses of the picture at 400, 800 and 1600 px. */
  src400: string
  src800: string
  src1600: string
  /** A picture of a few pixels as a `data:` address, to be shown blurred until the photo is there. */
  placeholder: string
}

/** A card of words alone. */
type WithoutPicture = { [Field in keyof WithPicture]: null }

/** One card in one language, as pages and other modules see it. */
export type CardView = {
  id: string
  /** The language of the words: the reader's, or the deck's first when the card lacks that. */
  locale: Locale
  /** The word printed under the picture. */
  word: string
  /** Three open questions. */
  questions: string[]
  /** The picture's colour, or the ground of a card of words alone, as `#rrggbb`. */
  colour: string
} & (WithPicture | WithoutPicture)

/** A card's face: what is drawn of it where it is not shown large. */
export type CardFace = Pick<CardView, 'id' | 'locale' | 'word' | 'colour'> &
  (Omit<WithPicture, 'src1600'> | Omit<WithoutPicture, 'src1600'>)

/** A card as the queries of this module select it: see `CARD_COLUMNS`. */
export interface CardRow {
  id: string
  locale: Locale
  word: string
  questions: string[]
  alt: string | null
  picture: string | null
  picture_hash: string | null
  picture_version: string | null
  placeholder: string | null
  colour: string
}

/** Columns of a card, from `cards c` and `card_texts t`. */
export const CARD_COLUMNS =
  'c.id, t.locale, t.word, t.questions, t.alt, c.picture, c.picture_hash, c.picture_version, c.placeholder, c.colour'

/**
 * Joins a card's words to `decks d` and `cards c` as `t`: those in the language of the binding
 * `:locale`, or else in the deck's first.
 */
export const CARD_WORDS = `join lateral (
    select w.* from card_texts w
    where w.card_id = c.id and w.locale in (:locale, d.languages[1])
    order by w.locale = :locale desc limit 1
  ) t on true`

/** A selected card as the view of it. */
export function toCardView(row: CardRow): CardView {
  const { id, locale, word, questions, colour } = row
  const words = { id, locale, word, questions, colour }
  if (row.placeholder === null) {
    return { ...words, alt: null, src400: null, src800: null, src1600: null, placeholder: null }
  }
  const source = (size: number) => {
    // What an organisation has brought is served to its people alone.
    const address =
      row.picture === null ? `/library/pictures/${id}/${size}` : `${row.picture}-${size}.webp`
    return `${address}?v=${row.picture_version}`
  }
  return {
    ...words,
    alt: row.alt ?? '',
    src400: source(400),
    src800: source(800),
    src1600: source(1600),
    placeholder: row.placeholder,
  }
}

/** The face of a card. */
export function toCardFace(card: CardView): CardFace {
  const { id, locale, word, colour } = card
  if (card.src400 === null) {
    return { id, locale, word, colour, alt: null, src400: null, src800: null, placeholder: null }
  }
  const { alt, src400, src800, placeholder } = card
  return { id, locale, word, colour, alt, src400, src800, placeholder }
}
