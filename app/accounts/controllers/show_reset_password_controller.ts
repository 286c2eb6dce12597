import type { HttpContext } from '@adonisjs/core/http'
import { keepSecret } from '#core/http/keep_secret'
import { checkPasswordReset } from '../actions/reset_password.js'

/** Shows the page on which the bearer of a link chooses a new password. */
export default class ShowResetPasswordController {
  async handle(ctx: HttpContext) {
    keepSecret(ctx)
    const token = String(ctx.params.token)
    await checkPasswordReset(token)
    return ctx.inertia.render('accounts/reset_password', { token })
  }
}
