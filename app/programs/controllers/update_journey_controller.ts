import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { updateJourney } from '../actions/save_journey.js'
import { ACTIVITIES, PHASES } from '../journeys/journey.js'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'

/** Fields of the journey editor: one part for each of the four phases, in their order. */
export const editedJourney = vine.create({
  title: vine.string().trim().minLength(1).maxLength(120),
  description: vine.string().trim().maxLength(1000).optional(),
  phases: vine
    .array(
      vine.object({
        title: vine.string().trim().minLength(1).maxLength(120),
        prompt: vine.string().trim().minLength(1).maxLength(2000),
        activity: vine.enum(ACTIVITIES),
        minutes: vine.number().withoutDecimals().range([1, 240]),
      })
    )
    .fixedLength(PHASES.length),
})

/** Saves one of the organisation’s own journeys. */
export default class UpdateJourneyController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const { title, description, phases } = await ctx.request.validateUsing(editedJourney)
    const journey = {
      title,
      description: description ?? '',
      phases: PHASES.flatMap((phase, index) => {
        const written = phases[index]
        return written ? [{ phase, ...written }] : []
      }),
    }
    const id = String(ctx.params.id)
    await tenancy.run(tenantOf(signIn), () => updateJourney(id, journey, localeOf(ctx)))
    return ctx.response.redirect(`/journeys/${id}`)
  }
}
