import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { cardSearchInput } from '../card_search_input.js'
import { localeOf } from '../locale_of.js'
import { canSeeDecks } from '../policies/decks.js'
import { listDecks } from '../queries/list_decks.js'
import { searchCards } from '../queries/search_cards.js'

/** As many cards as the page shows; the appliance's own decks have some hundred. */
const MOST_CARDS = 500

/** The page with all decks; what is looked for is in its address. */
export default class ShowLibraryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const input = await cardSearchInput.validate(ctx.request.qs())
    const locale = localeOf(ctx)
    const search = { query: input.query ?? '', theme: input.theme ?? '', deck: input.deck ?? '' }
    const { decks, found } = await tenancy.run(tenantOf(signIn), async () => ({
      decks: await listDecks(locale),
      found: await searchCards({ ...search, locale }, { limit: MOST_CARDS, offset: 0 }),
    }))
    return ctx.inertia.render('library/library', {
      ...search,
      decks,
      cards: found.cards,
      maySeeDecks: canSeeDecks(signIn.role),
    })
  }
}
