import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { endShare } from '../actions/share_canvas.js'

/** DELETE /canvases/:id/shares/:share: with the last one the canvas is private again. */
export default class EndShareController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { id, share } = ctx.params
    await endShare(tenantOf(signIn), String(id), String(share))
    return ctx.response.redirect().back()
  }
}
