import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findEntry } from '../queries/find_entry.js'

/** One entry of the person who is signed in, for their own devices. */
export default class GetEntryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const entry = await tenancy.run(tenantOf(signIn), () => findEntry(String(ctx.params.id)))
    if (!entry) throw coreErrors.notFound()
    ctx.response.header('etag', `"${entry.version}"`)
    return { entry }
  }
}
