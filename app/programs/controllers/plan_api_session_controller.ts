import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { createSession } from '../actions/create_session.js'
import { localeOf } from '../locale_of.js'
import { newSessionInput, toNewSession } from '../new_session_input.js'
import { mayFacilitate } from '../policies/session_access.js'
import { presentSession } from '../present_session.js'
import { findSession } from '../queries/find_session.js'

/** Plans a session from a journey. */
export default class PlanApiSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(mayFacilitate(signIn))
    const wanted = await ctx.request.validateUsing(newSessionInput)
    const locale = localeOf(ctx)
    const { session, access } = await tenancy.run(tenantOf(signIn), async () => {
      const id = await createSession(tenantOf(signIn), toNewSession(wanted, locale))
      return findSession(id)
    })
    return ctx.response.status(201).send(presentSession(session, access, locale))
  }
}
