import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Hides the bundle for rendering on the server and the build manifest: they lie beside the public
 * assets, and are nobody's business.
 */
export default class GuardAssetsMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    const path = request.url()
    if (path.startsWith('/assets/server/') || path.startsWith('/assets/.')) {
      response.status(404).send('')
      return
    }
    await next()
  }
}
