import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { changeShare } from '../actions/share_canvas.js'
import { SHARED_MODES } from '../policies/canvas_modes.js'

const validator = vine.create({ mode: vine.enum(SHARED_MODES) })

/** PUT /canvases/:id/shares/:share: what those may do whom it is for. */
export default class ChangeShareController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { mode } = await ctx.request.validateUsing(validator)
    const { id, share } = ctx.params
    await changeShare(tenantOf(signIn), String(id), String(share), mode)
    return ctx.response.redirect().back()
  }
}
