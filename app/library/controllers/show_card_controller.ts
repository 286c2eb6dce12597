import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { listCards } from '../queries/list_cards.js'

/** One card large, with its neighbours in deck order. */
export default class ShowCardController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const cards = await tenancy.run(tenantOf(signIn), () => listCards(localeOf(ctx)))
    const index = cards.findIndex(({ id }) => id === ctx.params.id)
    const card = cards[index]
    if (!card) throw coreErrors.notFound()
    const neighbour = (at: number) => {
      const other = cards.at(at % cards.length)
      return other && other !== card ? { id: other.id, word: other.word } : null
    }
    return ctx.inertia.render('library/card', {
      card,
      previous: neighbour(index - 1),
      next: neighbour(index + 1),
      place: index + 1,
      count: cards.length,
    })
  }
}
