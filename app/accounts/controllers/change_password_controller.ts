import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { changePassword } from '../actions/change_password.js'
import { giveNotice } from '../notice.js'
import { newPassword, presentPassword } from '../passwords/password_field.js'

const validator = vine.create({ current: presentPassword(), password: newPassword() })

/** Changes a person's own password. */
export default class ChangePasswordController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { current, password } = await ctx.request.validateUsing(validator)
    await changePassword({
      tenant: tenantOf(signIn),
      signInSession: signIn.id,
      current,
      password,
      address: ctx.request.ip(),
    })
    giveNotice(ctx, 'passwordChanged')
    return ctx.response.redirect('/account')
  }
}
