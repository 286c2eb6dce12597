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
      /** The deck's own id inside its files. */
      key: vine.string(),
      title: vine.string(),
      description: vine.string(),
      licence: vine.string(),
      attribution: vine.string(),
      /** The first stands in for those that are missing. */
      languages: vine.array(vine.enum(LOCALES)),
      /** Whether the organisation brought it; otherwise it came with the appliance. */
      isOwn: vine.boolean(),
      version: vine.number().withoutDecimals(),
      size: vine.number().withoutDecimals(),
      themes: vine.array(vine.object({ key: vine.string(), name: vine.string() })),
    })
  ),
})

const warnings = vine.array(
  vine.object({ code: vine.string(), message: vine.string(), field: vine.string().optional() })
)

/** Answer of `POST /api/v1/decks`. */
export const importedAnswer = vine.create({
  deck: vine.object({ id: vine.string().uuid() }),
  cards: vine.number().withoutDecimals(),
  replaced: vine.boolean(),
  warnings,
})
