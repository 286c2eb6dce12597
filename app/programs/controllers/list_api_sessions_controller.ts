import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { listSessions } from '../queries/list_sessions.js'

/** Lists the sessions of who asks. */
export default class ListApiSessionsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const sessions = await tenancy.run(tenantOf(signIn), () => listSessions(localeOf(ctx)))
    return {
      sessions: sessions.map((session) => ({
        id: session.id,
        title: session.title,
        state: session.state,
        startsAt: session.startsAt?.toISOString() ?? null,
        endedAt: session.endedAt?.toISOString() ?? null,
        facilitator: session.facilitator,
        access: session.as,
        joined: session.joined,
      })),
    }
  }
}
