import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { openPrivateCanvas } from '../actions/open_private_canvas.js'

/** GET /canvas: the private canvas of who is signed in. */
export default class ShowPrivateCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const tenant = tenantOf(signIn)
    const canvasId = await tenancy.run(tenant, () => openPrivateCanvas(tenant))
    return ctx.inertia.render('canvas/private', { canvasId })
  }
}
