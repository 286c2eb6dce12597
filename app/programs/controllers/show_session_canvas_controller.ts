import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { presentSession } from '../present_session.js'
import { codeForInvited } from '../queries/code_for_invited.js'
import { lookForSession } from '../queries/find_session.js'
import { sessionSnapshot } from '../queries/session_snapshot.js'

/** The canvas that a session shares, on a page of its own; who is invited is led to its door. */
export default class ShowSessionCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const sessionId = String(ctx.params.id)
    const shown = await tenancy.run(tenantOf(signIn), async () => {
      const found = await lookForSession(sessionId)
      if (found) return { ...found, snapshot: await sessionSnapshot(found.session) }
      const code = await codeForInvited(sessionId)
      if (code === null) throw coreErrors.notFound()
      return code
    })
    if (typeof shown === 'string') return ctx.response.redirect(`/join/${shown}`)
    const { session, access, snapshot } = shown
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
