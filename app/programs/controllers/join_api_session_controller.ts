import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { joinSession } from '../actions/join_session.js'
import { throttleCodes } from '../joining/throttle.js'
import { localeOf } from '../locale_of.js'

/** Body of `POST /api/v1/sessions/join`. */
export const joining = vine.create({
  code: vine.string().trim().maxLength(20),
  /** For who brings no bearer token: the name under which the others see them. */
  name: nameField(60).optional(),
})

/** Who has no bearer token joins as a guest and is given one. */
export default class JoinApiSessionController {
  async handle(ctx: HttpContext) {
    const { code, name } = await ctx.request.validateUsing(joining)
    const address = ctx.request.ip()
    const joined = await throttleCodes(address, () =>
      joinSession({ code, signIn: ctx.signIn, name, locale: localeOf(ctx), address })
    )
    return {
      session: joined.session,
      person: joined.person,
      ...(joined.guest
        ? { token: joined.guest.token, expiresAt: joined.guest.expiresAt.toISOString() }
        : {}),
    }
  }
}
