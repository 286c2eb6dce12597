import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { createSession } from '../actions/create_session.js'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { newSession } from './plan_api_session_controller.js'

/** Plans a session from a journey and shows its plan. */
export default class CreateSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const wanted = await ctx.request.validateUsing(newSession)
    const tenant = tenantOf(signIn)
    const id = await tenancy.run(tenant, () =>
      createSession(tenant, {
        journey: wanted.journey,
        title: wanted.title,
        admission: wanted.admission ?? 'open',
        startsAt: wanted.startsAt ?? null,
        locale: localeOf(ctx),
      })
    )
    return ctx.response.redirect(`/sessions/${id}`)
  }
}
