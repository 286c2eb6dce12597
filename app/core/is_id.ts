import { validate } from 'uuid'

/**
 * Whether a text is an id as it is written everywhere: a UUID in small letters. The database would
 * find the same row by capitals too, while whatever is held in memory by its id, an open canvas or a
 * channel, would take it for another, and be closed for nobody.
 */
export const isId = (text: string): boolean => validate(text) && text === text.toLowerCase()
