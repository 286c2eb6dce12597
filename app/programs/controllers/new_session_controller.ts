import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { presentJourney } from '../present_journey.js'
import { listJourneys } from '../queries/find_journey.js'

/** Asks for what a new session needs. */
export default class NewSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const journeys = await tenancy.run(tenantOf(signIn), listJourneys)
    const asked: unknown = ctx.request.qs().journey
    return ctx.inertia.render('programs/new_session', {
      journeys: journeys.map((each) => presentJourney(each, localeOf(ctx))),
      journey: journeys.find(({ id }) => id === asked)?.id ?? journeys[0]?.id ?? '',
    })
  }
}
