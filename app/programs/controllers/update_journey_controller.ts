import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { updateJourney } from '../actions/save_journey.js'
import { readEditedJourney } from '../journeys/read_edited_journey.js'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'

/** Saves one of the organisation’s own journeys. */
export default class UpdateJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const journey = await readEditedJourney(ctx)
    const id = String(ctx.params.id)
    await tenancy.run(tenantOf(signIn), () => updateJourney(id, journey, localeOf(ctx)))
    return ctx.response.redirect(`/journeys/${id}`)
  }
}
