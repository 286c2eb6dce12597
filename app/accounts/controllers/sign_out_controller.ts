import type { HttpContext } from '@adonisjs/core/http'
import { loadAnew } from '#core/http/load_anew'
import { tenantOf } from '#core/http/require_sign_in'
import { endSignInSession } from '../actions/end_sign_in_session.js'
import { takeSignInCookie } from '../sign_in_cookie.js'

/** Signs a browser out; harmless for a visitor. */
export default class SignOutController {
  async handle(ctx: HttpContext) {
    if (ctx.signIn) await endSignInSession(tenantOf(ctx.signIn), ctx.signIn.id)
    takeSignInCookie(ctx)
    loadAnew(ctx, '/')
  }
}
