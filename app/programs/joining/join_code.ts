import { randomInt } from 'node:crypto'

/** Without the look-alikes 0 and O, 1 and I and L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

const LENGTH = 6

const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`)

/** A new code of six characters: one of 887 million. */
export function newJoinCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** What somebody typed as the code it means, however it is spaced and cased; null when it is none. */
export function readJoinCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '')
  return CODE.test(code) ? code : null
}
