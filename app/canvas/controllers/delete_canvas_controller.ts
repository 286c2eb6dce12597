import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { deleteCanvas } from '../actions/delete_canvas.js'

/** DELETE /canvases/:id: the list then offers to bring it back. */
export default class DeleteCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await tenancy.run(tenantOf(signIn), () => deleteCanvas(String(ctx.params.id)))
    return ctx.response.redirect('/canvases')
  }
}
