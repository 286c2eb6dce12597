import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { accessTo, answerConsent } from '../operations/consent.js'
import { deleteOperations } from '../operations/list_operations.js'

const answer = vine.create({
  allowed: vine.boolean(),
  /** Whether what was recorded until now is to be deleted. */
  forget: vine.boolean().optional(),
})

/** POST /sessions/:id/recording: allows that what one does is recorded, or takes that back. */
export default class AnswerRecordingController {
  async handle(ctx: HttpContext) {
    const tenant = tenantOf(requireSignIn(ctx))
    const session = String(ctx.params.id)
    const { allowed, forget } = await ctx.request.validateUsing(answer)
    await tenancy.run(tenant, async () => {
      await accessTo(session)
      await answerConsent(tenant, session, allowed)
      if (forget) await deleteOperations(session, tenant.person)
    })
    return ctx.response.noContent()
  }
}
