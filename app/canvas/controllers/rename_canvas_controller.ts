import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { renameCanvas } from '../actions/rename_canvas.js'
import { nameInput } from '../name_input.js'

/** PUT /canvases/:id: gives a canvas another name. */
export default class RenameCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { name } = await ctx.request.validateUsing(nameInput)
    await renameCanvas(tenantOf(signIn), String(ctx.params.id), name)
    return ctx.response.redirect().back()
  }
}
