import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { changeRole } from '../actions/change_role.js'
import { giveNotice } from '../notice.js'
import { canEditOrganisation } from '../policies/people.js'

const validator = vine.create({
  role: vine.enum(['owner', 'admin', 'facilitator', 'participant']),
})

/** Gives a person of the organisation another role. */
export default class ChangeRoleController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canEditOrganisation(signIn.role))
    const { role } = await ctx.request.validateUsing(validator)
    await changeRole(signIn, String(ctx.params.id), role)
    giveNotice(ctx, 'roleChanged')
    return ctx.response.redirect('/people')
  }
}
