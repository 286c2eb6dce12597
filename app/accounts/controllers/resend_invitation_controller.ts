import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { resendInvitation } from '../actions/invite_person.js'
import { giveNotice } from '../notice.js'
import { canSeePeople } from '../policies/people.js'

/** Sends an open invitation again; where mail stays in the appliance, shows its new link once. */
export default class ResendInvitationController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canSeePeople(signIn.role))
    const link = await resendInvitation(signIn, String(ctx.params.id))
    if (link) ctx.session.flash('invitationLink', link)
    giveNotice(ctx, 'invitationSent')
    return ctx.response.redirect('/people')
  }
}
