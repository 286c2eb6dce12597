import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { invitePeople } from '../actions/invite_people.js'

/** Who is to be invited, as ids of people. */
export const invited = vine.create({
  people: vine.array(vine.string().uuid()).maxLength(500),
})

/** Puts people of the organisation on the list of a session. */
export default class InvitePeopleController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { people } = await ctx.request.validateUsing(invited)
    const id = String(ctx.params.id)
    await tenancy.run(tenantOf(signIn), () => invitePeople(id, people))
    return ctx.response.redirect(`/sessions/${id}`)
  }
}
