import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { bringImage } from '../images/bring_image.js'
import { openImage } from '../images/open_image.js'
import { accessOf } from '../versions/find_canvas.js'

/** Body of `POST /canvases/:canvas/images/:image`: the canvas and the image that is copied. */
export const copyImageInput = vine.create({
  canvas: vine.string().uuid(),
  image: vine.string().uuid(),
})

/**
 * POST /canvases/:canvas/images/:image: copies an image from another canvas that the person may see,
 * under an id that they chose. JSON `KeptImage`.
 */
export default class CopyImageController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { request, params } = ctx
    const to = { canvas: String(params.canvas), id: String(params.image) }
    const from = await request.validateUsing(copyImageInput)
    return bringImage(signIn, to, async () => {
      await accessOf(signIn, from.canvas)
      const { width, height, read } = await openImage(tenantOf(signIn), from.canvas, from.image)
      const [large, small] = [await read('large'), await read('small')]
      return { large, small, width, height }
    })
  }
}
