import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { giveSignInCookie } from '#accounts'
import { joinSession } from '../actions/join_session.js'
import { throttleCodes } from '../joining/throttle.js'
import { localeOf } from '../locale_of.js'

/** Fields of the form on `/join/:code`. */
export const visitorName = vine.create({
  name: nameField(60).optional(),
})

/** Lets in who brings a code; a visitor becomes a guest and is signed in. */
export default class JoinSessionController {
  async handle(ctx: HttpContext) {
    const { name } = await ctx.request.validateUsing(visitorName)
    const address = ctx.request.ip()
    const joined = await throttleCodes(address, () =>
      joinSession({
        code: String(ctx.params.code),
        signIn: ctx.signIn,
        name,
        locale: localeOf(ctx),
        address,
      })
    )
    if (joined.guest) giveSignInCookie(ctx, joined.guest)
    return ctx.response.redirect(`/sessions/${joined.session}/live`)
  }
}
