import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { presentSession } from '../present_session.js'
import { findSession } from '../queries/find_session.js'
import { sessionSnapshot } from '../queries/session_snapshot.js'

/** Tells where a session stands, who is in it and what was picked. */
export default class ShowApiSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    return tenancy.run(tenantOf(signIn), async () => {
      const { session, access } = await findSession(String(ctx.params.id))
      const { people, picks } = await sessionSnapshot(session)
      return { ...presentSession(session, access, localeOf(ctx)), people, picks }
    })
  }
}
