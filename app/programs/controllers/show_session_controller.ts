import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { drawQr } from '../joining/qr.js'
import { localeOf } from '../locale_of.js'
import { isAddressOfThisMachine, joinUrlOf, presentSession } from '../present_session.js'
import { findSession } from '../queries/find_session.js'
import { listInvitable, listParticipants } from '../queries/list_participants.js'
import { listStandIns } from '../queries/list_stand_ins.js'

/** The plan of a session, for who leads it; who takes part is sent to where it happens. */
export default class ShowSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const found = await tenancy.run(tenantOf(signIn), async () => {
      const { session, access } = await findSession(String(ctx.params.id))
      if (access === 'participant') return null
      const participants = await listParticipants(session.id)
      const invitable = await listInvitable(session.id)
      return { session, access, participants, invitable, standIns: await listStandIns(session) }
    })
    if (!found) return ctx.response.redirect(`/sessions/${String(ctx.params.id)}/live`)
    const { session, access, participants, invitable, standIns } = found
    const { id, title, state, admission, startsAt, facilitator, phases } = presentSession(
      session,
      access,
      localeOf(ctx)
    )
    const url = joinUrlOf(session.joinCode)
    return ctx.inertia.render('programs/session', {
      session: { id, title, state, admission, startsAt, facilitator, phases },
      joining: { code: session.joinCode, url, isLocal: isAddressOfThisMachine(), qr: drawQr(url) },
      participants,
      invitable,
      standIns,
    })
  }
}
