import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { endSignInSession } from '../actions/end_sign_in_session.js'

/** Ends the sign-in session of the bearer token itself. */
export default class EndApiSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await endSignInSession(tenantOf(signIn), signIn.id)
    return ctx.response.noContent()
  }
}
