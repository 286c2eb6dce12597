import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { outgoingServer } from '../outgoing_server.js'
import { listMailbox } from '../queries/mailbox.js'

/** Lists the mail that stays in the appliance, for operators. */
export default class ShowMailboxController {
  async handle(ctx: HttpContext) {
    authorise(requireSignIn(ctx).person.operator)
    return ctx.inertia.render('messaging/mailbox', {
      messages: await listMailbox(),
      mailLeaves: outgoingServer !== null,
    })
  }
}
