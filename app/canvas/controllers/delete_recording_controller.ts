import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { accessTo } from '../operations/consent.js'
import { deleteOperations } from '../operations/list_operations.js'

/** DELETE /sessions/:id/recording: deletes what was recorded of who asks. */
export default class DeleteRecordingController {
  async handle(ctx: HttpContext) {
    const tenant = tenantOf(requireSignIn(ctx))
    const session = String(ctx.params.id)
    await tenancy.run(tenant, async () => {
      await accessTo(session)
      await deleteOperations(session, tenant.person)
    })
    return ctx.response.noContent()
  }
}
