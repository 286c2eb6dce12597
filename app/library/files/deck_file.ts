import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { LOCALES } from '#config/locales'

/** A text in every language of the product. */
const texts = () => {
  const text = () => vine.string().minLength(1).maxLength(300)
  return vine.object({ en: text(), he: text(), es: text(), fr: text(), de: text() })
}

const key = () =>
  vine
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .maxLength(64)

/** A card's words in one language. */
const words = () =>
  vine.object({
    word: vine.string().minLength(1).maxLength(24),
    questions: vine.array(vine.string().minLength(8).maxLength(90)).fixedLength(3).distinct(),
    alt: vine.string().minLength(20).maxLength(160).optional(),
  })

/** `deck.json`: the deck itself, its themes and the order of its cards. See `deck.schema.json`. */
export const deckFile = vine.create({
  schema: vine.literal(1),
  id: key(),
  languages: vine.array(vine.enum(LOCALES)).minLength(1).distinct(),
  name: texts(),
  description: texts(),
  licence: vine.object({
    id: vine.string().minLength(1).maxLength(64),
    attribution: vine.string().minLength(1).maxLength(200),
  }),
  themes: vine.array(vine.object({ id: key(), name: texts() })).maxLength(100),
  order: vine.array(key()).minLength(1).maxLength(1000).distinct(),
})

/**
 * `cards/<id>.json`: one card, with `picture`, `placeholder`, `colour` and `alt`, or of words alone.
 * See `card.schema.json`.
 */
export const cardFile = vine.create({
  id: key(),
  picture: vine
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*\.webp$/)
    .optional(),
  themes: vine.array(key()).minLength(1).maxLength(5).distinct(),
  /** Base64 of a WebP of a few pixels. */
  placeholder: vine
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .maxLength(1200)
    .optional(),
  colour: vine
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  texts: vine.object({ en: words(), he: words(), es: words(), fr: words(), de: words() }),
})

/** What the build notes of a deck's pictures: of each, by file name, a hash of its content. */
export const picturesFile = vine.create(vine.record(vine.string().regex(/^[0-9a-f]{12}$/)))

export type DeckFile = Infer<typeof deckFile>
export type CardFile = Infer<typeof cardFile>
