import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { callOffSession } from '../actions/call_off_session.js'

/** Deletes a session that has not begun. */
export default class CallOffSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await tenancy.run(tenantOf(signIn), () => callOffSession(String(ctx.params.id)))
    ctx.session.flash('notice', ctx.i18n.t('programs.plan.calledOff'))
    return ctx.response.redirect('/home')
  }
}
