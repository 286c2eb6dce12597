import type { HttpContext } from '@adonisjs/core/http'
import { toLocale } from '#config/locales'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards, listRetiredCards, toCardFace } from '#library'

/**
 * GET /canvas/cards: the cards that may be laid on a canvas, and those that are offered no more and
 * may still lie on one, as JSON `{ cards, retired }`.
 */
export default class ListCanvasCardsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const locale = toLocale(ctx.i18n.locale)
    return tenancy.run(tenantOf(signIn), async () => {
      const cards = await listCards(locale)
      const retired = await listRetiredCards(locale)
      return { cards: cards.map(toCardFace), retired: retired.map(toCardFace) }
    })
  }
}
