import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { createSession } from '../actions/create_session.js'
import { localeOf } from '../locale_of.js'
import { newSessionInput, toNewSession } from '../new_session_input.js'
import { mayFacilitate } from '../policies/session_access.js'

/** Plans a session from a journey and shows its plan. */
export default class CreateSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const wanted = await ctx.request.validateUsing(newSessionInput)
    const tenant = tenantOf(signIn)
    const id = await tenancy.run(tenant, () =>
      createSession(tenant, toNewSession(wanted, localeOf(ctx)))
    )
    return ctx.response.redirect(`/sessions/${id}`)
  }
}
