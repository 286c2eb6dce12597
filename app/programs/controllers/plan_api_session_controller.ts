import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { createSession } from '../actions/create_session.js'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { presentSession } from '../present_session.js'
import { findSession } from '../queries/find_session.js'

/** Body of `POST /api/v1/sessions`. */
export const newSession = vine.create({
  journey: vine.string().maxLength(64),
  title: vine.string().trim().minLength(1).maxLength(200).optional(),
  admission: vine.enum(['open', 'invited'] as const).optional(),
  /** ISO 8601 with a time zone. */
  startsAt: vine
    .date({ formats: { utc: true } })
    .meta({ type: 'string', format: 'date-time' })
    .optional(),
})

/** Plans a session from a journey. */
export default class PlanApiSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const wanted = await ctx.request.validateUsing(newSession)
    const locale = localeOf(ctx)
    const { session, access } = await tenancy.run(tenantOf(signIn), async () => {
      const id = await createSession(tenantOf(signIn), {
        journey: wanted.journey,
        title: wanted.title,
        admission: wanted.admission ?? 'open',
        startsAt: wanted.startsAt ?? null,
        locale,
      })
      return findSession(id)
    })
    return ctx.response.status(201).send(presentSession(session, access, locale))
  }
}
