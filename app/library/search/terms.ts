import type { Locale } from '#config/locales'
import { wordsOf } from './fold.js'
import { withoutPrefixes } from './hebrew.js'

/**
 * PostgreSQL's text search configuration of each language. It has none for Hebrew, and another
 * language's stemmer would ruin it.
 */
export const CONFIGURATIONS: Readonly<Record<Locale, string>> = {
  en: 'english',
  he: 'simple',
  es: 'spanish',
  fr: 'french',
  de: 'german',
}

/** As many words as a search looks at. */
const MOST_WORDS = 12

/** The text to index for a text: folded, Hebrew words in all their readings. */
export function indexed(text: string, locale: Locale): string {
  const words = wordsOf(text)
  if (locale !== 'he') return words.join(' ')
  return words.flatMap((word) => [word, ...withoutPrefixes(word)]).join(' ')
}

/**
 * What was typed, as PostgreSQL's `to_tsquery` reads it: every word must occur, each may be the
 * beginning of a word. An empty text when nothing was typed that can be looked for.
 */
export function tsQueryOf(typed: string, locale: Locale): string {
  return wordsOf(typed)
    .slice(0, MOST_WORDS)
    .map((word) => {
      const readings = locale === 'he' ? withoutPrefixes(word) : []
      return `(${[`${word}:*`, ...readings].join(' | ')})`
    })
    .join(' & ')
}
