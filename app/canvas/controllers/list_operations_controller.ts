import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { accessTo } from '../operations/consent.js'
import { listOperations } from '../operations/list_operations.js'

/**
 * GET /sessions/:id/operations: what people who allow it did on the session's canvas, for who
 * planned the session, as JSON `{ operations }`.
 */
export default class ListOperationsController {
  async handle(ctx: HttpContext) {
    const tenant = tenantOf(requireSignIn(ctx))
    const session = String(ctx.params.id)
    return tenancy.run(tenant, async () => {
      authorise((await accessTo(session)) === 'facilitator')
      return { operations: await listOperations(session, null) }
    })
  }
}
