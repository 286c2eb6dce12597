import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { resetPassword } from '../actions/reset_password.js'
import { giveNotice } from '../notice.js'
import { newPassword } from '../passwords/password_field.js'
import { takeSignInCookie } from '../sign_in_cookie.js'

const validator = vine.create({ password: newPassword() })

/** Sets the new password that the bearer of a link has chosen. */
export default class ResetPasswordController {
  async handle(ctx: HttpContext) {
    const { password } = await ctx.request.validateUsing(validator)
    await resetPassword(String(ctx.params.token), password)
    takeSignInCookie(ctx)
    giveNotice(ctx, 'passwordReset')
    return ctx.response.redirect('/sign-in')
  }
}
