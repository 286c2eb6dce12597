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

const AGAINST = {
  rtl: /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u,
  ltr: /[\p{Script=Hebrew}\p{Script=Arabic}]/u,
}

/**
 * A text as it stands inside a sentence of a language: set apart unseen (U+2068, U+2069) when it
 * holds letters of the other direction, so that it turns nothing around it.
 */
export function setApart(text: string, locale: Locale): string {
  const against = AGAINST[locale === 'he' ? 'rtl' : 'ltr']
  const isSet = text.includes('\u2068')
  return !isSet && against.test(text) ? `\u2068${text}\u2069` : text
}
