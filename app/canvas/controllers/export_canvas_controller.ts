import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { writeWithImages } from '../exchange/canvas_file.js'
import { findImageFile } from '../images/open_image.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'
import { readCanvas } from '../server/read_canvas.js'

/** GET /api/v1/canvases/:canvas/export: a canvas as a file that can be imported again. */
export default class ExportCanvasController {
  async handle(ctx: HttpContext) {
    const tenant = tenantOf(requireSignIn(ctx))
    const id = String(ctx.params.canvas)
    const access = isId(id) ? await tenancy.run(tenant, () => findCanvasAccess(id)) : null
    // Who only shows it to a room has nothing but the page for that.
    if (!access || access.mode === 'present') throw coreErrors.notFound()
    const imageOf = async (image: string) => {
      const file = await findImageFile(tenant, id, image)
      return file && file.toString('base64')
    }
    const file = writeWithImages(await readCanvas(tenant, id), imageOf)
    ctx.response.type('application/json')
    ctx.response.header('content-disposition', 'attachment; filename="canvas.json"')
    ctx.response.header('cache-control', 'private, no-store')
    // As it comes: a canvas can have many images, and each is read when it is its turn.
    return ctx.response.stream(Readable.from(file))
  }
}
