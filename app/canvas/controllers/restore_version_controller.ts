import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { scopeToEdit } from '../versions/find_canvas.js'
import { keepVersion } from '../versions/keep_version.js'
import { readVersion } from '../versions/read_version.js'
import { storeRoom } from '../versions/store_room.js'
import { throttleVersions } from '../versions/throttle.js'

/**
 * POST /canvases/:canvas/versions/:version/restore: lets somebody restore a version, and keeps the
 * canvas as it is before. JSON `{ before }`, the id of what was kept; null when nothing was there.
 *
 * The change itself is made by who asks, in their browser: so it comes like any other, where the
 * document is and as they may, and they can undo it like any other.
 */
export default class RestoreVersionController {
  async handle(ctx: HttpContext) {
    const canvas = String(ctx.params.canvas)
    const signIn = requireSignIn(ctx)
    const scope = await scopeToEdit(signIn, canvas)
    await throttleVersions(signIn.person.id)
    const own = tenantOf(signIn)
    await tenancy.run(own, () => readVersion(own, canvas, String(ctx.params.version)))
    if (!(await storeRoom(scope, canvas))) throw coreErrors.unavailable()
    const before = await keepVersion(scope, canvas, { kind: 'beforeRestore' }, signIn.person.id)
    return { before }
  }
}
