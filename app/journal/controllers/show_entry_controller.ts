import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, localeOf } from '#library'
import { findEntry } from '../queries/find_entry.js'
import { listOrigins } from '../queries/list_origins.js'

/** One entry of the person who is signed in, to read on and write on. */
export default class ShowEntryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const locale = localeOf(ctx)
    const tenant = tenantOf(signIn)
    const { entry, cards, origin } = await tenancy.run(tenant, async () => {
      const found = await findEntry(String(ctx.params.id))
      if (!found || found.deletedAt) throw coreErrors.notFound()
      const origins = await listOrigins(tenant, [found.id], locale)
      const cards = await findCards(found.cards, locale)
      return { entry: found, cards, origin: origins.get(found.id) ?? null }
    })
    return ctx.inertia.render('journal/entry', { entry, cards, origin })
  }
}
