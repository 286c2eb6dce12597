import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { mayFacilitate } from '../policies/session_access.js'
import { listSessions, type ListedSession } from '../queries/list_sessions.js'

/** Shows what is coming up and what was lately, for who is signed in. */
export default class ShowHomeController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const sessions = await tenancy.run(tenantOf(signIn), () => listSessions(localeOf(ctx)))
    return ctx.inertia.render('programs/home', {
      facilitates: mayFacilitate(signIn),
      open: sessions.filter(({ state }) => state !== 'ended').map(present),
      ended: sessions.filter(({ state }) => state === 'ended').map(present),
    })
  }
}

function present(session: ListedSession) {
  return {
    id: session.id,
    title: session.title,
    state: session.state,
    startsAt: session.startsAt?.toISOString() ?? null,
    endedAt: session.endedAt?.toISOString() ?? null,
    facilitator: session.facilitator,
    as: session.as,
    joined: session.joined,
    joinCode: session.as === 'invited' ? session.joinCode : null,
  }
}
