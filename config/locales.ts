/** The languages of the product, in the order in which they are offered. */
export const LOCALES = ['en', 'he', 'es', 'fr', 'de'] as const

/** A language of the product. */
export type Locale = (typeof LOCALES)[number]

/** The language of those who have not chosen and whose browser asks for none of ours. */
export const FALLBACK_LOCALE: Locale = 'en'

/** Whether a text names a language of the product. */
export function isLocale(text: unknown): text is Locale {
  return LOCALES.some((locale) => locale === text)
}

/** A text as a language of the product; the fallback when it names none. */
export function toLocale(text: unknown): Locale {
  return isLocale(text) ? text : FALLBACK_LOCALE
}
