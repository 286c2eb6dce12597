import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import BaseInertiaMiddleware from '@adonisjs/inertia/inertia_middleware'

/** The cookie that keeps a visitor's chosen colours; absent, they follow the device. */
export const THEME_COOKIE = 'belvedere_theme'

/** What every page knows. Fields are listed one by one, because they all reach the browser. */
export default class PagesMiddleware extends BaseInertiaMiddleware {
  share(ctx: HttpContext) {
    // A page may be rendered for an error that came before the later middleware ran.
    const { i18n, session, signIn } = ctx as Partial<HttpContext>
    return {
      locale: ctx.inertia.always(i18n?.locale ?? 'en'),
      appearance: ctx.inertia.always(signIn ? signIn.person.theme : themeOf(ctx)),
      person: ctx.inertia.always(
        signIn
          ? {
              id: signIn.person.id,
              name: signIn.person.name,
              email: signIn.person.email,
              locale: signIn.person.locale,
              theme: signIn.person.theme,
              operator: signIn.person.operator,
            }
          : null
      ),
      organisation: ctx.inertia.always(
        signIn ? { id: signIn.organisation.id, name: signIn.organisation.name } : null
      ),
      role: ctx.inertia.always(signIn?.role ?? null),
      csrfToken: ctx.inertia.always(csrfTokenOf(ctx)),
      /** What went well on the page before, translated. */
      notice: ctx.inertia.always(noticeOf(session)),
      errors: ctx.inertia.always(session ? this.getValidationErrors(ctx) : {}),
    }
  }

  async handle(ctx: HttpContext, next: NextFn) {
    await this.init(ctx)
    await next()
    this.dispose(ctx)
  }
}

function csrfTokenOf({ request }: HttpContext): string {
  const { csrfToken } = request as Partial<HttpContext['request']>
  return csrfToken ?? ''
}

function noticeOf(session: HttpContext['session'] | undefined): string | null {
  const notice: unknown = session?.flashMessages.get('notice')
  return typeof notice === 'string' ? notice : null
}

function themeOf({ request }: HttpContext): 'light' | 'dark' | null {
  const chosen: unknown = request.plainCookie(THEME_COOKIE, { encoded: false })
  return chosen === 'light' || chosen === 'dark' ? chosen : null
}
