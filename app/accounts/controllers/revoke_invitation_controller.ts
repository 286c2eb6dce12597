import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { revokeInvitation } from '../actions/invite_person.js'
import { giveNotice } from '../notice.js'
import { canSeePeople } from '../policies/people.js'

/** Withdraws an open invitation. */
export default class RevokeInvitationController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canSeePeople(signIn.role))
    await revokeInvitation(signIn, String(ctx.params.id))
    giveNotice(ctx, 'invitationRevoked')
    return ctx.response.redirect('/people')
  }
}
