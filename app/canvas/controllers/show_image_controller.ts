import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { SIDES, type ImageSize } from '../images/image_bounds.js'
import { openImage } from '../images/open_image.js'
import { accessOf } from '../versions/find_canvas.js'

const isSize = (size: unknown): size is ImageSize =>
  typeof size === 'string' && Object.hasOwn(SIDES, size)

/** GET /canvases/:canvas/images/:image/:size: an image of a canvas, for whoever may see the canvas. */
export default class ShowImageController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { canvas, image, size } = ctx.params
    const { id } = await accessOf(signIn, String(canvas))
    if (!isSize(size)) throw coreErrors.notFound()
    // Read before anything is said of it, so that what is damaged is a refusal and no half image.
    const content = await (await openImage(tenantOf(signIn), id, String(image))).read(size)
    const { response } = ctx
    response.type('image/webp')
    response.header('x-content-type-options', 'nosniff')
    response.header('content-security-policy', "default-src 'none'; sandbox")
    response.header('cross-origin-resource-policy', 'same-origin')
    // A cache of the browser's would still show it when the canvas is not theirs to see any more;
    // what the page keeps beside its copy of the canvas goes with that copy.
    response.header('cache-control', 'private, no-store')
    return response.send(content)
  }
}
