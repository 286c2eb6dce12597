import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findCanvasAccess } from '../queries/find_canvas_access.js'

/** What pages know of who is signed in, and what this one must not show a room full of people. */
const NOBODY = { person: null, organisation: null, role: null, notice: null }

/**
 * GET /canvases/:canvas/present: a canvas on a page for others to see, and nothing else; for
 * whoever may see it. A session's canvas has the session's id.
 */
export default class ShowPresentationController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const canvas = String(ctx.params.canvas)
    const access = await tenancy.run(tenantOf(signIn), () => findCanvasAccess(canvas))
    if (!access) throw coreErrors.notFound()
    return ctx.inertia.render('canvas/present', { canvas, ...NOBODY })
  }
}
