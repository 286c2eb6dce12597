import type { HttpContext } from '@adonisjs/core/http'
import { loadAnew } from '#core/http/load_anew'
import vine from '@vinejs/vine'
import { LOCALES } from '#config/locales'
import { LOCALE_COOKIE } from '#core/http/locale_middleware'
import { THEME_COOKIE } from '#core/http/pages_middleware'
import { tenantOf } from '#core/http/require_sign_in'
import { savePreferences } from '../actions/save_preferences.js'
import { safePath } from '../sign_in/safe_path.js'

const validator = vine.create({
  locale: vine.enum(LOCALES).optional(),
  theme: vine.enum(['auto', 'light', 'dark']).optional(),
})

/** Anybody may choose a language and colours: visitors by cookie, people in their account too. */
export default class SavePreferencesController {
  async handle(ctx: HttpContext) {
    const { locale, theme } = await ctx.request.validateUsing(validator)
    const colours = theme === 'auto' ? null : theme
    if (ctx.signIn) await savePreferences(tenantOf(ctx.signIn), { locale, theme: colours })
    const lasting = { maxAge: '1y', httpOnly: false, stringify: false } as const
    if (locale) ctx.response.plainCookie(LOCALE_COOKIE, locale, lasting)
    if (colours) ctx.response.plainCookie(THEME_COOKIE, colours, lasting)
    else if (colours === null) ctx.response.clearCookie(THEME_COOKIE)
    const back = cameFrom(ctx)
    if (locale) return loadAnew(ctx, back)
    return ctx.response.redirect(back)
  }
}

function cameFrom({ request }: HttpContext): string {
  const url = URL.parse(request.header('referer') ?? '')
  return url && url.host === request.host() ? safePath(url.pathname + url.search, '/') : '/'
}
