import { RequestValidator, type HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import i18nManager from '@adonisjs/i18n/services/main'
import type { I18n } from '@adonisjs/i18n'
import { FALLBACK_LOCALE, isLocale, LOCALES, type Locale } from '#config/locales'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Translations in the language of this request. */
    i18n: I18n
  }
}

/** The cookie that keeps the chosen language. */
export const LOCALE_COOKIE = 'belvedere_locale'

/**
 * Chooses the language: the signed-in person's, else what was chosen in this browser, else what the
 * browser asks for, else English.
 */
export default class LocaleMiddleware {
  static {
    RequestValidator.messagesProvider = ({ i18n }) => i18n.createMessagesProvider('validation')
  }

  async handle(ctx: HttpContext, next: NextFn) {
    ctx.i18n = i18nManager.locale(localeOf(ctx))
    ctx.containerResolver.bindValue('i18n', ctx.i18n)
    await next()
  }
}

function localeOf({ request, signIn }: HttpContext): Locale {
  if (isLocale(signIn?.person.locale)) return signIn.person.locale
  const chosen: unknown = request.plainCookie(LOCALE_COOKIE, { encoded: false })
  if (isLocale(chosen)) return chosen
  const asked = request.language([...LOCALES])
  return isLocale(asked) ? asked : FALLBACK_LOCALE
}
