import type { HttpContext } from '@adonisjs/core/http'
import { checkPasswordReset } from '../actions/reset_password.js'

/** Shows the page on which the bearer of a link chooses a new password. */
export default class ShowResetPasswordController {
  async handle({ params, inertia, response }: HttpContext) {
    const token = String(params.token)
    await checkPasswordReset(token)
    response.header('referrer-policy', 'same-origin')
    return inertia.render('accounts/reset_password', { token })
  }
}
