import vine from '@vinejs/vine'

const card = {
  id: vine.string().uuid(),
  word: vine.string(),
  questions: vine.array(vine.string()),
  alt: vine.string(),
  src400: vine.string(),
  src800: vine.string(),
  src1600: vine.string(),
  placeholder: vine.string(),
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
