import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { removePerson } from '../actions/change_role.js'
import { giveNotice } from '../notice.js'
import { canEditOrganisation } from '../policies/people.js'

/** Takes a person out of the organisation. */
export default class RemovePersonController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canEditOrganisation(signIn.role))
    await removePerson(signIn, String(ctx.params.id))
    giveNotice(ctx, 'personRemoved')
    return ctx.response.redirect('/people')
  }
}
