import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn } from '#core/http/require_sign_in'
import { scopeToEdit } from '../versions/find_canvas.js'
import { keepVersion } from '../versions/keep_version.js'
import { storeRoom } from '../versions/store_room.js'
import { throttleVersions } from '../versions/throttle.js'

/**
 * POST /canvases/:canvas/templates: keeps the canvas as it is before somebody lays a template on
 * it. JSON `{ before }`, the id of what was kept; null when nothing was there, or
 * nothing has changed since something was kept.
 *
 * The template itself comes from their browser, like anything else that they lay there.
 */
export default class PrepareTemplateController {
  async handle(ctx: HttpContext) {
    const canvas = String(ctx.params.canvas)
    const signIn = requireSignIn(ctx)
    const scope = await scopeToEdit(signIn, canvas)
    await throttleVersions(signIn.person.id)
    if (!(await storeRoom(scope, canvas))) throw coreErrors.unavailable()
    return { before: await keepVersion(scope, canvas, { kind: 'beforeTemplate' }) }
  }
}
