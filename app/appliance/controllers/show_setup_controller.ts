import type { HttpContext } from '@adonisjs/core/http'
import { flashed } from '#core/http/flashed'
import { keepSecret } from '#core/http/keep_secret'
import { assertSetupIsOpen } from '../setup/assert_setup_is_open.js'

/** Shows the page that makes the first organisation, to the bearer of the one-time link. */
export default class ShowSetupController {
  async handle(ctx: HttpContext) {
    keepSecret(ctx)
    const token = String(ctx.params.token)
    await assertSetupIsOpen(token)
    const typed = {
      organisation: flashed(ctx, 'organisation'),
      name: flashed(ctx, 'name'),
      email: flashed(ctx, 'email'),
    }
    return ctx.inertia.render('appliance/setup', { token, typed })
  }
}
