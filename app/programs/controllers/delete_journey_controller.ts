import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { deleteJourney } from '../actions/save_journey.js'
import { mayFacilitate } from '../policies/session_access.js'

/** Deletes one of the organisation’s own journeys. */
export default class DeleteJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    await tenancy.run(tenantOf(signIn), () => deleteJourney(String(ctx.params.id)))
    return ctx.response.redirect('/journeys')
  }
}
