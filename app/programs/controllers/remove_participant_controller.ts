import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { removeParticipant } from '../actions/remove_participant.js'

/** Takes somebody off the list of a session. */
export default class RemoveParticipantController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { id, person } = ctx.params
    await tenancy.run(tenantOf(signIn), () => removeParticipant(String(id), String(person)))
    return ctx.response.redirect().back()
  }
}
