import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { invitePerson } from '../actions/invite_person.js'
import { giveNotice } from '../notice.js'
import { canSeePeople } from '../policies/people.js'

const validator = vine.create({
  email: vine.string().trim().email().maxLength(254),
  role: vine.enum(['owner', 'admin', 'facilitator', 'participant']),
})

/** Invites somebody by mail; where mail stays in the appliance, shows the link once. */
export default class InvitePersonController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canSeePeople(signIn.role))
    const link = await invitePerson(signIn, await ctx.request.validateUsing(validator))
    if (link) ctx.session.flash('invitationLink', link)
    giveNotice(ctx, 'invitationSent')
    return ctx.response.redirect('/people')
  }
}
