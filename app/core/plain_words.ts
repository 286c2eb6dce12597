/** What turns the direction of letters around beyond its own words, and what no font shows. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu
/** What is no letter and moves or hides letters: controls, and signs that only steer the layout. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u200E\u200F\u061C\u2060-\u2064\uFEFF]/gu
/** What people see nothing of, also where it is a letter, as the filler of Hangul and empty Braille are. */
const BLANK = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u
const HALF_A_PAIR = /[\uD800-\uDBFF]$/u

/** A text without the signs that could turn what stands beside it, or itself, around. */
export function withoutTurning(text: string): string {
  return text.replace(TURNING, '')
}

/**
 * A text as one line of at most so many UTF-16 units, without what moves or hides letters; empty when
 * nothing in it can be seen.
 */
export function oneLine(text: string, most: number): string {
  if (BLANK.test(text)) return ''
  const line = withoutTurning(text).replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim()
  return line.slice(0, most).replace(HALF_A_PAIR, '').trimEnd()
}

/** A text as lines, without what moves or hides letters; empty when nothing in it can be seen. */
export function severalLines(text: string): string {
  if (BLANK.test(text)) return ''
  return withoutTurning(text.toWellFormed())
    .split(/\r\n?|\n/u)
    .map((line) => line.replace(UNSEEN, ' ').trimEnd())
    .join('\n')
    .trim()
}
