import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { updateSession } from '../actions/update_session.js'

/** Fields of the plan. */
export const sessionPlan = vine.create({
  title: nameField(200),
  admission: vine.enum(['open', 'invited'] as const),
  /** ISO 8601 with a time zone. */
  startsAt: vine.date({ formats: { utc: true } }).optional(),
})

/** Changes the plan of a session. */
export default class UpdateSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { title, admission, startsAt } = await ctx.request.validateUsing(sessionPlan)
    const id = String(ctx.params.id)
    await tenancy.run(tenantOf(signIn), () =>
      updateSession(id, { title, admission, startsAt: startsAt ?? null })
    )
    return ctx.response.redirect(`/sessions/${id}`)
  }
}
