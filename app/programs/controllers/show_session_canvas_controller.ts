import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { presentSession } from '../present_session.js'
import { findSession } from '../queries/find_session.js'
import { sessionSnapshot } from '../queries/session_snapshot.js'

/** The canvas that a session shares, on a page of its own. */
export default class ShowSessionCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { session, access, snapshot } = await tenancy.run(tenantOf(signIn), async () => {
      const found = await findSession(String(ctx.params.id))
      return { ...found, snapshot: await sessionSnapshot(found.session) }
    })
    const { id, title, phases } = presentSession(session, access, localeOf(ctx))
    return ctx.inertia.render('programs/canvas', {
      session: {
        id,
        title,
        phases: phases.map(({ phase, title: name }) => ({ phase, title: name })),
      },
      leads: access === 'facilitator',
      snapshot,
      now: Date.now(),
    })
  }
}
