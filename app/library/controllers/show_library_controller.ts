import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { cardSearchInput } from '../card_search_input.js'
import { localeOf } from '../locale_of.js'
import { canSeeDecks } from '../policies/decks.js'
import { listDecks } from '../queries/list_decks.js'
import { pageOfCards } from '../queries/page_of_cards.js'
import { searchCards } from '../queries/search_cards.js'

/** Cards that come with the page; the next ones come when somebody scrolls to them. */
const CARDS_A_PAGE = 16

/** The page with all decks; what is looked for is in its address. */
export default class ShowLibraryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const input = await cardSearchInput.validate(ctx.request.qs())
    const locale = localeOf(ctx)
    const search = { query: input.query ?? '', theme: input.theme ?? '', deck: input.deck ?? '' }
    const page = input.page ?? 1
    const part = { limit: CARDS_A_PAGE, offset: (page - 1) * CARDS_A_PAGE }
    const isAsked = search.query !== '' || search.theme !== '' || search.deck !== ''
    const { decks, found } = await tenancy.run(tenantOf(signIn), async () => {
      const decks = await listDecks(locale)
      if (isAsked) return { decks, found: await searchCards({ ...search, locale }, part) }
      const total = decks.reduce((sum, { size }) => sum + size, 0)
      return { decks, found: { cards: await pageOfCards(locale, part), total } }
    })
    return ctx.inertia.render('library/library', {
      ...search,
      decks,
      count: found.total,
      cards: ctx.inertia.scroll({ data: found.cards }, () => ({
        pageName: 'page',
        currentPage: page,
        previousPage: page > 1 ? page - 1 : null,
        nextPage: page * CARDS_A_PAGE < found.total ? page + 1 : null,
      })),
      maySeeDecks: canSeeDecks(signIn.role),
    })
  }
}
