import type { HttpContext } from '@adonisjs/core/http'
import { findCards, randomCard, toCardFace } from '#library'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { drawQr } from '../joining/qr.js'
import { localeOf } from '../locale_of.js'
import { joinUrlOf, presentSession } from '../present_session.js'
import { findSession } from '../queries/find_session.js'
import { sessionSnapshot } from '../queries/session_snapshot.js'

/** The page on which a session happens: lobby, phases, end. */
export default class ShowLiveController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const locale = localeOf(ctx)
    const { session, access, snapshot, picked, picture } = await tenancy.run(
      tenantOf(signIn),
      async () => {
        const found = await findSession(String(ctx.params.id))
        const snapshot = await sessionSnapshot(found.session)
        const ids = new Set(snapshot.picks.flatMap(({ cards }) => cards))
        const picked = await findCards([...ids], locale)
        const waits = found.session.state === 'planned' || found.session.state === 'lobby'
        return { ...found, snapshot, picked, picture: waits ? await randomCard([], locale) : null }
      }
    )
    const { id, title, facilitator, startsAt, phases } = presentSession(session, access, locale)
    const url = joinUrlOf(session.joinCode)
    return ctx.inertia.render('programs/live', {
      session: { id, title, facilitator, startsAt, phases },
      me: { id: signIn.person.id, access },
      snapshot,
      now: Date.now(),
      picked: picked.map(toCardFace),
      picture: picture ? toCardFace(picture) : null,
      joining: access === 'facilitator' ? { code: session.joinCode, url, qr: drawQr(url) } : null,
    })
  }
}
