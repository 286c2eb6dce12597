import type { HttpContext } from '@adonisjs/core/http'
import { FALLBACK_LOCALE, isLocale, type Locale } from '#config/locales'

/** The language of a request. */
export function localeOf({ i18n }: Pick<HttpContext, 'i18n'>): Locale {
  return isLocale(i18n.locale) ? i18n.locale : FALLBACK_LOCALE
}
