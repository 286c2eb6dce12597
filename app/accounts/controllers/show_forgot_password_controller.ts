import type { HttpContext } from '@adonisjs/core/http'

/** Shows the page on which a link for a new password is asked for. */
export default class ShowForgotPasswordController {
  handle({ inertia, session }: HttpContext) {
    return inertia.render('accounts/forgot_password', {
      isSent: session.flashMessages.get('resetSent') === true,
    })
  }
}
