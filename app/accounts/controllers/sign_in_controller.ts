import type { HttpContext } from '@adonisjs/core/http'
import { loadAnew } from '#core/http/load_anew'
import vine from '@vinejs/vine'
import { signIn } from '../actions/sign_in.js'
import { presentPassword } from '../passwords/password_field.js'
import { describeBrowser } from '../sign_in/describe_browser.js'
import { deviceOf, giveDeviceCookie } from '../sign_in/device_cookie.js'
import { safePath } from '../sign_in/safe_path.js'
import { giveSignInCookie } from '../sign_in_cookie.js'

export const signInValidator = vine.create({
  email: vine.string().trim().email().maxLength(254),
  password: presentPassword(),
  next: vine.string().maxLength(2000).optional(),
})

/** Signs a browser in. */
export default class SignInController {
  async handle(ctx: HttpContext) {
    const { email, password, next } = await ctx.request.validateUsing(signInValidator)
    const signedIn = await signIn({
      email,
      password,
      kind: 'browser',
      label: describeBrowser(ctx.request.header('user-agent')),
      address: ctx.request.ip(),
      device: deviceOf(ctx, email),
    })
    giveSignInCookie(ctx, signedIn)
    giveDeviceCookie(ctx, email)
    loadAnew(ctx, safePath(next, '/home'))
  }
}
