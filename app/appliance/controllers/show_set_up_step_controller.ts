import type { HttpContext } from '@adonisjs/core/http'
import { publicUrl } from '#config/settings'
import { coreErrors } from '#core/errors/core_errors'
import { flashed } from '#core/http/flashed'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { canOperate } from '../policies/appliance_policy.js'
import { isSetupStep } from '../setup/steps.js'
import { readFacts } from '../status/facts.js'
import { toStatusView } from '../status/status_view.js'
import { wordAttention, wordParts } from '../status/words.js'

/** Shows operators a step of the set-up; it changes nothing that one would have to undo. */
export default class ShowSetUpStepController {
  async handle(ctx: HttpContext) {
    authorise(canOperate(requireSignIn(ctx)))
    const step: unknown = ctx.params.step
    if (!isSetupStep(step)) throw coreErrors.notFound()
    const facts = await readFacts()
    const { attention, parts, ...status } = toStatusView(facts)
    return ctx.inertia.render('appliance/set_up', {
      step,
      status,
      attention: wordAttention(attention, ctx.i18n),
      parts: wordParts(parts, ctx.i18n),
      publicUrl,
      mailLeaves: facts.mailLeaves,
      typed: flashed(ctx, 'licence'),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      now: Date.now(),
    })
  }
}
