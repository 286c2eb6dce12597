import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { mayHaveMore } from '../policies/own_canvases.js'
import { listCanvases } from '../queries/list_canvases.js'

/** GET /canvases: one's own, those that others share with one, and those just deleted. */
export default class ListCanvasesController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const tenant = tenantOf(signIn)
    const canvases = await tenancy.run(tenant, () => listCanvases(tenant))
    return ctx.inertia.render('canvas/list', { ...canvases, mayCreate: mayHaveMore(signIn) })
  }
}
