import vine from '@vinejs/vine'
import { oneLine } from '#core/plain_words'

/**
 * The name of a person or a thing, as a form sends it: one line without anything that is not seen or
 * turns what stands beside it around, so that nobody takes it for another.
 *
 * @param most its longest, in UTF-16 units
 */
export const nameField = (most: number) =>
  vine
    .string()
    .parse((value) => (typeof value === 'string' ? oneLine(value, Infinity) : value))
    .minLength(1)
    .maxLength(most)
