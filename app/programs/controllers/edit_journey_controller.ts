import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { presentJourney } from '../present_journey.js'
import { findJourney } from '../queries/find_journey.js'

/** Opens a journey for editing; what becomes of a ready one is a copy. */
export default class EditJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const found = await tenancy.run(tenantOf(signIn), () => findJourney(String(ctx.params.id)))
    return ctx.inertia.render('programs/edit_journey', {
      journey: presentJourney(found, localeOf(ctx)),
    })
  }
}
