import vine from '@vinejs/vine'
import { LOCALES } from '#config/locales'

const card = {
  id: vine.string().uuid(),
  /** The language of the words. */
  locale: vine.enum(LOCALES),
  word: vine.string(),
  questions: vine.array(vine.string()),
  // Null on a card of words alone.
  alt: vine.string().nullable(),
  src400: vine.string().nullable(),
  src800: vine.string().nullable(),
  src1600: vine.string().nullable(),
  placeholder: vine.string().nullable(),
  colour: vine.string(),
}

/** Answer of `GET /api/v1/cards/:id`. */
export const cardAnswer = vine.create({ card: vine.object(card) })

/** Answer of `GET /api/v1/cards`. */
export const cardsAnswer = vine.create({
  cards: vine.array(vine.object(card)),
  page: vine.number().withoutDecimals(),
  pageSize: vine.number().withoutDecimals(),
  total: vine.number().withoutDecimals(),
})

/** Answer of `GET /api/v1/decks`. */
export const decksAnswer = vine.create({
  decks: vine.array(
    vine.object({
      id: vine.string().uuid(),
      title: vine.string(),
      description: vine.string(),
      licence: vine.string(),
      attribution: vine.string(),
      size: vine.number().withoutDecimals(),
      themes: vine.array(vine.object({ key: vine.string(), name: vine.string() })),
    })
  ),
})
