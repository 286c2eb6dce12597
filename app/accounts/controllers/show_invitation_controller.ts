import type { HttpContext } from '@adonisjs/core/http'
import { keepSecret } from '#core/http/keep_secret'
import type { SignIn } from '#core/http/require_sign_in'
import { findInvitation, type OpenInvitation } from '../queries/find_invitation.js'

/** Shows an invitation to the bearer of its link, with the one way in that is open to them. */
export default class ShowInvitationController {
  async handle(ctx: HttpContext) {
    keepSecret(ctx)
    const token = String(ctx.params.token)
    const invitation = await findInvitation(token)
    return ctx.inertia.render('accounts/invitation', {
      token,
      organisationName: invitation.organisationName,
      email: invitation.email,
      way: wayIn(invitation, ctx.signIn),
    })
  }
}

function wayIn({ email, isKnown }: OpenInvitation, signIn: SignIn | null) {
  if (signIn) return signIn.person.email === email ? 'accept' : 'switch'
  return isKnown ? 'signIn' : 'join'
}
