import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { revokeApiToken } from '../actions/end_sign_in_session.js'
import { giveNotice } from '../notice.js'

/** Makes an API token worthless. */
export default class RevokeApiTokenController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await revokeApiToken(tenantOf(signIn), String(ctx.params.id))
    giveNotice(ctx, 'tokenRevoked')
    return ctx.response.redirect('/account/tokens')
  }
}
