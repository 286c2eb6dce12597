import vine from '@vinejs/vine'
import { LOCALES } from '#config/locales'

/** How a search for cards comes in by an address: `?query=&theme=&deck=&locale=&page=`. */
export const cardSearchInput = vine.create({
  query: vine.string().trim().maxLength(200).nullable().optional(),
  theme: vine
    .string()
    .regex(/^[a-z0-9-]{0,60}$/)
    .nullable()
    .optional(),
  /** Id of the deck that the cards must belong to. */
  deck: vine
    .string()
    .regex(/^[0-9a-f-]{0,36}$/)
    .nullable()
    .optional(),
  locale: vine.enum(LOCALES).optional(),
  /** From 1. */
  page: vine.number().withoutDecimals().range([1, 10_000]).optional(),
})
