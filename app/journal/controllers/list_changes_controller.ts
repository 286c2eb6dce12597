import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { listChanges } from '../queries/list_changes.js'

/** Query of `GET /api/v1/journal/entries`. */
export const changesInput = vine.create({
  /** The `cursor` of the last answer; absent for everything. */
  since: vine.number().withoutDecimals().range([0, Number.MAX_SAFE_INTEGER]).optional(),
})

/** What has changed in the journal of the person who is signed in, for their own devices. */
export default class ListChangesController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { since = 0 } = await changesInput.validate(ctx.request.qs())
    const { entries, cursor, more } = await tenancy.run(tenantOf(signIn), () => listChanges(since))
    return { entries, cursor, more }
  }
}
