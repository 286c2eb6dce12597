import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { openPrivateCanvas } from '../actions/open_private_canvas.js'

/** GET /canvas: leads to the oldest canvas of who is signed in. */
export default class ShowPrivateCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const tenant = tenantOf(signIn)
    const id = await tenancy.run(tenant, () => openPrivateCanvas(tenant))
    return ctx.response.redirect(`/canvases/${id}`)
  }
}
