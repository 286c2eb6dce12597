import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

/** A text in every language of the product. */
const texts = (most: number) => {
  const text = () => vine.string().trim().minLength(1).maxLength(most)
  return vine.object({ en: text(), he: text(), es: text(), fr: text(), de: text() })
}

const questions = () => vine.array(vine.string().trim().maxLength(300)).fixedLength(3)

const key = () => vine.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** `deck.json`: the deck itself, its themes and the order of its cards. */
export const deckFile = vine.create({
  id: key(),
  position: vine.number().withoutDecimals().optional(),
  title: texts(80),
  description: texts(500),
  licence: vine.string().maxLength(80),
  attribution: vine.string().maxLength(200),
  themes: vine.array(vine.object({ id: key(), name: texts(40) })),
  cards: vine.array(key()).minLength(1).distinct(),
})

/** `cards/<id>.json`: one card. */
export const cardFile = vine.create({
  id: key(),
  themes: vine.array(key()),
  word: texts(40),
  questions: vine.object({
    en: questions(),
    he: questions(),
    es: questions(),
    fr: questions(),
    de: questions(),
  }),
  alt: texts(400),
})

/** What the build has found out about the pictures of a deck: `<deck>.json`, by card. */
export const picturesFile = vine.create(
  vine.record(
    vine.object({
      version: vine.string().regex(/^[0-9a-f]{12}$/),
      placeholder: vine.string().startsWith('data:image/webp;base64,'),
      colour: vine.string().regex(/^#[0-9a-f]{6}$/),
    })
  )
)

export type DeckFile = Infer<typeof deckFile>
export type CardFile = Infer<typeof cardFile>
export type PicturesFile = Infer<typeof picturesFile>
