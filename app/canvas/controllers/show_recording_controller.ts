import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { accessTo, findConsent } from '../operations/consent.js'
import { listOperations } from '../operations/list_operations.js'

/**
 * GET /sessions/:id/recording: what somebody has answered, and what was recorded of them on the
 * session's canvas, as JSON `{ consent, operations, leads }`.
 */
export default class ShowRecordingController {
  async handle(ctx: HttpContext) {
    const tenant = tenantOf(requireSignIn(ctx))
    const session = String(ctx.params.id)
    return tenancy.run(tenant, async () => {
      const leads = (await accessTo(session)) === 'facilitator'
      const consent = await findConsent(session)
      const operations = await listOperations(session, tenant.person)
      return { consent, operations, leads }
    })
  }
}
