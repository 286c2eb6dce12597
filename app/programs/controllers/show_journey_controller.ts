import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { presentJourney } from '../present_journey.js'
import { findJourney } from '../queries/find_journey.js'

/** Shows one journey. */
export default class ShowJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const found = await tenancy.run(tenantOf(signIn), () => findJourney(String(ctx.params.id)))
    return ctx.inertia.render('programs/journey', {
      journey: presentJourney(found, localeOf(ctx)),
    })
  }
}
