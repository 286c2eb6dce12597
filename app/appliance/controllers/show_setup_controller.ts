import type { HttpContext } from '@adonisjs/core/http'
import { assertSetupIsOpen } from '../setup/assert_setup_is_open.js'

/** Shows the page that makes the first organisation, to the bearer of the one-time link. */
export default class ShowSetupController {
  async handle({ params, inertia, response }: HttpContext) {
    const token = String(params.token)
    await assertSetupIsOpen(token)
    response.header('referrer-policy', 'same-origin')
    return inertia.render('appliance/setup', { token })
  }
}
