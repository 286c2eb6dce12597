import type { Locale } from '#config/locales'
import type { Texts } from './fault.js'

/** What a deck is called where no reader's language is known: its name in its first language. */
export function titleOf(names: Texts, [first]: readonly Locale[]): string {
  return (first && names[first]) ?? ''
}
