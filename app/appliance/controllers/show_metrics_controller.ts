import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { METRICS_TYPE, scrape } from '#core/observability/samplers'
import { canOperate } from '../policies/appliance_policy.js'

/** GET /metrics: the measures of this process for Prometheus, with an operator's token. */
export default class ShowMetricsController {
  async handle(ctx: HttpContext) {
    authorise(canOperate(requireSignIn(ctx)))
    ctx.response.header('content-type', METRICS_TYPE)
    return ctx.response.send(await scrape())
  }
}
