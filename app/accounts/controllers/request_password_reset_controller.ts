import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requestPasswordReset } from '../actions/request_password_reset.js'

const validator = vine.create({ email: vine.string().trim().email().maxLength(254) })

/** Sends a link for a new password; the answer is the same for unknown addresses. */
export default class RequestPasswordResetController {
  async handle({ request, response, session }: HttpContext) {
    const { email } = await request.validateUsing(validator)
    await requestPasswordReset({ email, address: request.ip() })
    session.flash('resetSent', true)
    return response.redirect('/password/forgot')
  }
}
