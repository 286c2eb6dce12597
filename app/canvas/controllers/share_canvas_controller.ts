import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { shareCanvas } from '../actions/share_canvas.js'
import { SHARED_MODES } from '../policies/canvas_modes.js'
import { mayHaveMore } from '../policies/own_canvases.js'

const validator = vine.create({
  email: vine.string().trim().email().maxLength(254).optional().requiredIfMissing('session'),
  session: vine.string().uuid().optional(),
  mode: vine.enum(SHARED_MODES),
})

/** POST /canvases/:id/shares: shares a canvas with a person, or with who takes part in a session. */
export default class ShareCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayHaveMore(signIn))
    const { email, session, mode } = await ctx.request.validateUsing(validator)
    const share = session === undefined ? { email: email ?? '' } : { session }
    await shareCanvas(tenantOf(signIn), String(ctx.params.id), share, mode)
    return ctx.response.redirect().back()
  }
}
