import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { createCanvas } from '../actions/create_canvas.js'
import { nameInput } from '../name_input.js'
import { mayHaveMore } from '../policies/own_canvases.js'

/** POST /canvases: begins a canvas of one's own. */
export default class CreateCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayHaveMore(signIn))
    const { name } = await ctx.request.validateUsing(nameInput)
    const tenant = tenantOf(signIn)
    const id = await tenancy.run(tenant, () => createCanvas(tenant, name))
    return ctx.response.redirect(`/canvases/${id}`)
  }
}
