const HEBREW_FINALS: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' }

/**
 * A text as search sees it: small letters, without accents, niqqud and cantillation, Hebrew final
 * letters as their ordinary forms (so that a word is found by its beginning: חלון in חלונות),
 * everything that is neither letter nor digit as one space.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<=\p{Script=Hebrew})['"’״׳](?=\p{Script=Hebrew})/gu, '')
    .replace(/[ךםןףץ]/g, (letter) => HEBREW_FINALS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a text, folded, in their order. */
export function wordsOf(text: string): string[] {
  const folded = fold(text)
  return folded === '' ? [] : folded.split(' ')
}
