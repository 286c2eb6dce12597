import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { cardSearchInput } from '../card_search_input.js'
import { localeOf } from '../locale_of.js'
import { searchCards } from '../queries/search_cards.js'

/** Cards in one piece of an answer. */
const PAGE_SIZE = 24

/** Cards that match, a page at a time, for outside clients. */
export default class ListCardsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const input = await cardSearchInput.validate(ctx.request.qs())
    const page = input.page ?? 1
    const found = await tenancy.run(tenantOf(signIn), () =>
      searchCards(
        {
          query: input.query ?? '',
          theme: input.theme ?? undefined,
          deck: input.deck ?? undefined,
          locale: input.locale ?? localeOf(ctx),
        },
        { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
      )
    )
    return { cards: found.cards, page, pageSize: PAGE_SIZE, total: found.total }
  }
}
