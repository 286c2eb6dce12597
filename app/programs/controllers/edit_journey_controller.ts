import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { presentJourney } from '../present_journey.js'
import { findJourney } from '../queries/find_journey.js'

/** Opens one of the organisation’s own journeys for editing. */
export default class EditJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const found = await tenancy.run(tenantOf(signIn), () => findJourney(String(ctx.params.id)))
    if (!found.own) throw coreErrors.notFound()
    return ctx.inertia.render('programs/edit_journey', {
      journey: presentJourney(found, localeOf(ctx)),
    })
  }
}
