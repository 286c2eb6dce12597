import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { LOCALES } from '#config/locales'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { findCards } from '../queries/find_cards.js'

/** Query of `GET /api/v1/cards/:id`. */
export const cardInput = vine.create({ locale: vine.enum(LOCALES).optional() })

/** One card, for outside clients. */
export default class GetCardController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { locale = localeOf(ctx) } = await cardInput.validate(ctx.request.qs())
    const [card] = await tenancy.run(tenantOf(signIn), () =>
      findCards([String(ctx.params.id)], locale)
    )
    if (!card) throw coreErrors.notFound()
    return { card }
  }
}
