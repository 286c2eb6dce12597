import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { endShare } from '../actions/share_canvas.js'

/** DELETE /canvases/:id/shares: nobody but its owner opens the canvas from now on. */
export default class MakePrivateController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await endShare(tenantOf(signIn), String(ctx.params.id))
    return ctx.response.redirect().back()
  }
}
