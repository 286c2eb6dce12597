import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { copyJourney } from '../actions/save_journey.js'
import { readEditedJourney } from '../journeys/read_edited_journey.js'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'

/** Keeps an edited copy of a journey as one of the organisation’s own. */
export default class CopyJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const journey = await readEditedJourney(ctx)
    const tenant = tenantOf(signIn)
    const id = await tenancy.run(tenant, () =>
      copyJourney(tenant, String(ctx.params.id), journey, localeOf(ctx))
    )
    return ctx.response.redirect(`/journeys/${id}`)
  }
}
