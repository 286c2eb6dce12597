import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { scopeToView } from '../versions/find_canvas.js'
import { listVersions } from '../versions/list_versions.js'

/** GET /canvases/:canvas/versions: earlier states of a canvas as JSON `{ versions }`, newest first. */
export default class ListVersionsController {
  async handle(ctx: HttpContext) {
    const canvas = String(ctx.params.canvas)
    const scope = await scopeToView(requireSignIn(ctx), canvas)
    const versions = await tenancy.run(scope, () => listVersions(scope, canvas))
    return { versions }
  }
}
