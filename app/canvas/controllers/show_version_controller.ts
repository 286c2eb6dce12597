import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { scopeToView } from '../versions/find_canvas.js'
import { readVersion } from '../versions/read_version.js'

/** GET /canvases/:canvas/versions/:version: an earlier state, as a Yjs update. */
export default class ShowVersionController {
  async handle(ctx: HttpContext) {
    const canvas = String(ctx.params.canvas)
    const scope = await scopeToView(requireSignIn(ctx), canvas)
    const packed = await tenancy.run(scope, () =>
      readVersion(scope, canvas, String(ctx.params.version))
    )
    ctx.response.header('content-type', 'application/octet-stream')
    // It is stored as it travels.
    ctx.response.header('content-encoding', 'gzip')
    return ctx.response.send(packed)
  }
}
