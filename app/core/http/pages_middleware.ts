import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import BaseInertiaMiddleware from '@adonisjs/inertia/inertia_middleware'

/** What every page knows. Fields are listed one by one, because they all reach the browser. */
export default class PagesMiddleware extends BaseInertiaMiddleware {
  share(ctx: HttpContext) {
    // A page may be rendered for an error that came before the later middleware ran.
    const { i18n, session, request } = ctx as Partial<HttpContext>
    return {
      locale: ctx.inertia.always(i18n?.locale ?? 'en'),
      theme: ctx.inertia.always(
        request?.plainCookie('belvedere_theme', { encoded: false }) ?? null
      ),
      csrfToken: ctx.inertia.always(request?.csrfToken ?? ''),
      errors: ctx.inertia.always(session ? this.getValidationErrors(ctx) : {}),
    }
  }

  async handle(ctx: HttpContext, next: NextFn) {
    await this.init(ctx)
    await next()
    this.dispose(ctx)
  }
}
