import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { bringBackCanvas } from '../actions/delete_canvas.js'

/** POST /canvases/:id/bring-back: undoes a deletion. */
export default class BringBackCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await tenancy.run(tenantOf(signIn), () => bringBackCanvas(String(ctx.params.id)))
    return ctx.response.redirect('/canvases')
  }
}
