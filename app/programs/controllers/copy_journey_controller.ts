import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { copyJourney } from '../actions/save_journey.js'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'

/** Copies a journey to the organisation’s own and opens the copy for editing. */
export default class CopyJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const tenant = tenantOf(signIn)
    const id = await tenancy.run(tenant, () =>
      copyJourney(tenant, String(ctx.params.id), localeOf(ctx))
    )
    return ctx.response.redirect(`/journeys/${id}/edit`)
  }
}
