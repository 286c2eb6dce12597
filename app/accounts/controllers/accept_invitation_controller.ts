import type { HttpContext } from '@adonisjs/core/http'
import { loadAnew } from '#core/http/load_anew'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { FALLBACK_LOCALE, isLocale } from '#config/locales'
import {
  acceptAsNewPerson,
  acceptAsSelf,
  acceptWithPassword,
} from '../actions/accept_invitation.js'
import { newPassword, presentPassword } from '../passwords/password_field.js'
import { findInvitation } from '../queries/find_invitation.js'
import { describeBrowser } from '../sign_in/describe_browser.js'
import { deviceOf, giveDeviceCookie } from '../sign_in/device_cookie.js'
import { giveSignInCookie } from '../sign_in_cookie.js'

const knownValidator = vine.create({ password: presentPassword() })

const newValidator = vine.create({
  name: nameField(120),
  password: newPassword(),
})

/** Takes the bearer of an invitation into the organisation and signs their browser in. */
export default class AcceptInvitationController {
  async handle(ctx: HttpContext) {
    const { request, signIn, i18n } = ctx
    const token = String(ctx.params.token)
    const label = describeBrowser(request.header('user-agent'))
    if (signIn) {
      giveSignInCookie(ctx, await acceptAsSelf(token, signIn, label))
      return loadAnew(ctx, '/home')
    }
    const { isKnown, email } = await findInvitation(token)
    if (isKnown) {
      const { password } = await request.validateUsing(knownValidator)
      const known = { password, address: request.ip(), device: deviceOf(ctx, email), label }
      giveSignInCookie(ctx, await acceptWithPassword(token, known))
      giveDeviceCookie(ctx, email)
      return loadAnew(ctx, '/home')
    }
    const { name, password } = await request.validateUsing(newValidator)
    const locale = isLocale(i18n.locale) ? i18n.locale : FALLBACK_LOCALE
    giveSignInCookie(ctx, await acceptAsNewPerson(token, { name, password, locale, label }))
    giveDeviceCookie(ctx, email)
    return loadAnew(ctx, '/home')
  }
}
