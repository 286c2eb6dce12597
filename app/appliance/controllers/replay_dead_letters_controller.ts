import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { replayDeadLetters } from '#core/events/dead_letters'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { canOperate } from '../policies/appliance_policy.js'

/** Both fields name one dead letter; without them all are replayed. */
const validator = vine.create({
  event: vine.string().uuid().optional().requiredIfExists('consumer'),
  consumer: vine.string().maxLength(100).optional().requiredIfExists('event'),
})

/** Gives dead letters to their consumers once more. */
export default class ReplayDeadLettersController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canOperate(signIn))
    const { event, consumer } = await ctx.request.validateUsing(validator)
    await replayDeadLetters(tenantOf(signIn), event && consumer ? { event, consumer } : undefined)
    return ctx.response.redirect('/operator/dead-letters')
  }
}
