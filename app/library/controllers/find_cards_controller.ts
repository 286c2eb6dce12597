import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { cardSearchInput } from '../card_search_input.js'
import { localeOf } from '../locale_of.js'
import { listDecks } from '../queries/list_decks.js'
import { searchCards } from '../queries/search_cards.js'

const MOST_CARDS = 500

/** What the card chooser shows, for pages that have no cards of their own. */
export default class FindCardsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const input = await cardSearchInput.validate(ctx.request.qs())
    const locale = localeOf(ctx)
    return tenancy.run(tenantOf(signIn), async () => {
      const decks = await listDecks(locale)
      const { cards } = await searchCards(
        {
          query: input.query ?? '',
          theme: input.theme ?? undefined,
          deck: input.deck ?? undefined,
          locale,
        },
        { limit: MOST_CARDS, offset: 0 }
      )
      return {
        decks: decks.map(({ id, title, themes }) => ({ id, title, themes })),
        cards,
      }
    })
  }
}
