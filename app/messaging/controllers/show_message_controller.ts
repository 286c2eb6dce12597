import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { readMailboxMessage } from '../queries/mailbox.js'

/** Shows one mail, for operators. */
export default class ShowMessageController {
  async handle(ctx: HttpContext) {
    authorise(requireSignIn(ctx).person.operator)
    const message = await readMailboxMessage(String(ctx.params.id))
    return ctx.inertia.render('messaging/message', { message })
  }
}
