import type { HttpContext } from '@adonisjs/core/http'
import { listDeadLetters } from '#core/events/dead_letters'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { canOperate } from '../policies/appliance_policy.js'

const SHOWN = 200

/** Shows what consumers could not handle, of the whole appliance. */
export default class ListDeadLettersController {
  async handle(ctx: HttpContext) {
    authorise(canOperate(requireSignIn(ctx)))
    const letters = await listDeadLetters(SHOWN)
    return ctx.inertia.render('appliance/dead_letters', {
      letters: letters.map(({ event, eventName, consumer, attempts, errorKind, failedAt }) => ({
        event,
        eventName,
        consumer,
        attempts,
        errorKind,
        failedAt: failedAt.toISOString(),
      })),
    })
  }
}
