import type { HttpContext } from '@adonisjs/core/http'

/**
 * GET /offline: what a browser shows by itself while the server cannot be reached. It is the same for
 * everybody, and lists what lies on the device.
 */
export default class ShowOfflineController {
  handle({ inertia }: HttpContext) {
    return inertia.render('canvas/offline', {})
  }
}
