import type { HttpContext } from '@adonisjs/core/http'
import { findCards, randomCard, toCardFace } from '#library'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { drawQr } from '../joining/qr.js'
import { localeOf } from '../locale_of.js'
import { isAddressOfThisMachine, joinUrlOf, presentSession } from '../present_session.js'
import { programErrors } from '../errors.js'
import { lookForSession } from '../queries/find_session.js'
import { listParticipants } from '../queries/list_participants.js'
import { sessionSnapshot } from '../queries/session_snapshot.js'
import { wasCalledOff } from '../queries/was_called_off.js'

/** The page on which a session happens: lobby, phases, end. */
export default class ShowLiveController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const locale = localeOf(ctx)
    const id = String(ctx.params.id)
    const shown = await tenancy.run(tenantOf(signIn), async () => {
      const found = await lookForSession(id)
      if (!found && (await wasCalledOff(id))) return null
      if (!found) throw coreErrors.notFound()
      const snapshot = await sessionSnapshot(found.session)
      const ids = new Set(snapshot.picks.flatMap(({ cards }) => cards))
      const picked = await findCards([...ids], locale)
      const waits = found.session.state === 'planned' || found.session.state === 'lobby'
      const picture = waits ? await randomCard([], locale) : null
      const listed =
        waits && found.access === 'facilitator' ? await listParticipants(found.session.id) : []
      const invited = listed.flatMap(({ id, name, joined }) => (joined ? [] : [{ id, name }]))
      return { ...found, snapshot, picked, picture, invited }
    })
    if (!shown) {
      ctx.response.status(programErrors.calledOff().status)
      return ctx.inertia.render('programs/called_off', {})
    }
    const { session, access, snapshot, picked, picture, invited } = shown
    const { title, facilitator, startsAt, phases } = presentSession(session, access, locale)
    const url = joinUrlOf(session.joinCode)
    return ctx.inertia.render('programs/live', {
      session: { id, title, facilitator, startsAt, phases },
      me: { id: signIn.person.id, access },
      snapshot,
      now: Date.now(),
      picked: picked.map(toCardFace),
      picture: picture ? toCardFace(picture) : null,
      joining:
        access === 'facilitator'
          ? { code: session.joinCode, url, isLocal: isAddressOfThisMachine(), qr: drawQr(url) }
          : null,
      invited,
    })
  }
}
