import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { presentJourney } from '../present_journey.js'
import { listJourneys } from '../queries/find_journey.js'

/** Shows the ready journeys and the organisation’s own. */
export default class ListJourneysController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const journeys = await tenancy.run(tenantOf(signIn), listJourneys)
    return ctx.inertia.render('programs/journeys', {
      journeys: journeys.map((each) => presentJourney(each, localeOf(ctx))),
    })
  }
}
