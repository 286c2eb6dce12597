import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#core/errors/refusal'
import { localeOf } from '../locale_of.js'
import { throttleCodes } from '../joining/throttle.js'
import { findSessionAccess } from '../queries/find_session_access.js'
import { isWelcome } from '../queries/is_welcome.js'
import { withSessionOfCode } from '../queries/find_session_by_code.js'
import { titleFor } from '../session.js'

/** Shows what a code leads to: the session's title and who leads it, nothing else. */
export default class ShowJoinSessionController {
  async handle(ctx: HttpContext) {
    const { signIn } = ctx
    const typed = String(ctx.params.code)
    const visitor = signIn && { organisation: signIn.organisation.id, person: signIn.person.id }
    try {
      const found = await throttleCodes(ctx.request.ip(), () =>
        withSessionOfCode(typed, visitor, async (session, isKnown) => ({
          session,
          isKnown,
          hasJoined: isKnown && (await findSessionAccess(session.id)) === 'participant',
          welcome: signIn !== null && isKnown && (await isWelcome(session, signIn)),
        }))
      )
      if (found.hasJoined) return ctx.response.redirect(`/sessions/${found.session.id}/live`)
      return await ctx.inertia.render('programs/join_session', {
        code: found.session.code,
        title: titleFor(found.session, localeOf(ctx)),
        facilitator: found.session.facilitator?.name ?? null,
        admission: found.session.admission,
        as: signIn && found.isKnown ? signIn.person.name : null,
        welcome: found.welcome,
      })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'core.unavailable') throw error
      if (error.details.retryAfter) ctx.response.header('retry-after', error.details.retryAfter)
      ctx.response.status(error.status)
      if (error.code === 'programs.calledOff') return ctx.inertia.render('programs/called_off', {})
      return ctx.inertia.render('programs/join', {
        code: typed.slice(0, 7),
        problem: ctx.i18n.t(error.messageKey),
      })
    }
  }
}
