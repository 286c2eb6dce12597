import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { bringImage } from '../images/bring_image.js'
import { receiveImage } from '../images/receive_image.js'

/**
 * PUT /canvases/:canvas/images/:image: brings an image to a canvas, as the body of the request, under
 * an id that its sender chose. What is there already stays as it is. JSON `KeptImage`.
 */
export default class PutImageController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { request, params } = ctx
    const to = { canvas: String(params.canvas), id: String(params.image) }
    const length = Number(request.header('content-length') ?? 0)
    return bringImage(signIn, to, () => receiveImage(request.request, length))
  }
}
