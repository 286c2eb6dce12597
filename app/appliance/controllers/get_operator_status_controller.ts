import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { canOperate } from '../policies/appliance_policy.js'
import { readFacts } from '../status/facts.js'
import { toStatusView } from '../status/status_view.js'

/** Answers operators' programs with what the console shows. */
export default class GetOperatorStatusController {
  async handle(ctx: HttpContext) {
    authorise(canOperate(requireSignIn(ctx)))
    return toStatusView(await readFacts())
  }
}
