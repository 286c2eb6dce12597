import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { listMailbox } from '../queries/mailbox.js'

/** Lists the mail that the appliance would have sent, for operators. */
export default class ShowMailboxController {
  async handle(ctx: HttpContext) {
    authorise(requireSignIn(ctx).person.operator)
    return ctx.inertia.render('messaging/mailbox', { messages: await listMailbox() })
  }
}
