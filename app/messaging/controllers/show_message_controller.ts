import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { readMailboxMessage } from '../queries/mailbox.js'

/** Shows one mail, for operators. */
export default class ShowMessageController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(signIn.person.operator)
    const message = await readMailboxMessage(tenantOf(signIn), String(ctx.params.id))
    return ctx.inertia.render('messaging/message', { message })
  }
}
