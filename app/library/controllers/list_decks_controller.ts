import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { LOCALES } from '#config/locales'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { listDecks } from '../queries/list_decks.js'

/** Query of `GET /api/v1/decks`. */
export const decksInput = vine.create({ locale: vine.enum(LOCALES).optional() })

/** The decks, for outside clients. */
export default class ListDecksController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const input = await decksInput.validate(ctx.request.qs())
    const decks = await tenancy.run(tenantOf(signIn), () =>
      listDecks(input.locale ?? localeOf(ctx))
    )
    return { decks }
  }
}
