import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { mayHaveMore } from '../policies/own_canvases.js'
import { findCanvas } from '../queries/find_canvas.js'
import { listShares } from '../queries/list_shares.js'

/** GET /canvases/:id: a canvas of one's own, or one that is shared with one. */
export default class ShowCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const tenant = tenantOf(signIn)
    const props = await tenancy.run(tenant, async () => {
      const canvas = await findCanvas(tenant, String(ctx.params.id))
      const isOwner = canvas.mode === 'owner' && mayHaveMore(signIn)
      return { canvas, sharing: isOwner ? await listShares(canvas.id, ctx.i18n.locale) : null }
    })
    // Whose access is for a screen has nothing but the page that is made for one.
    if (props.canvas.mode === 'present') {
      return ctx.response.redirect(`/canvases/${props.canvas.id}/present`)
    }
    return ctx.inertia.render('canvas/one', props)
  }
}
