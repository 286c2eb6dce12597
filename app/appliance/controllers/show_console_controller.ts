import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { canOperate } from '../policies/appliance_policy.js'
import { readFacts } from '../status/facts.js'
import { toStatusView } from '../status/status_view.js'
import { wordAttention, wordParts } from '../status/words.js'

/** Shows operators how the appliance is, what needs attention first. */
export default class ShowConsoleController {
  async handle(ctx: HttpContext) {
    authorise(canOperate(requireSignIn(ctx)))
    const { attention, parts, ...status } = toStatusView(await readFacts())
    return ctx.inertia.render('appliance/console', {
      status,
      attention: wordAttention(attention, ctx.i18n),
      parts: wordParts(parts, ctx.i18n),
    })
  }
}
