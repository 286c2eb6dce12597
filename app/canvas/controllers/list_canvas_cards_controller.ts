import type { HttpContext } from '@adonisjs/core/http'
import { toLocale } from '#config/locales'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards, toCardFace } from '#library'

/** GET /canvas/cards: the cards that may lie on a canvas, as JSON `{ cards }`. */
export default class ListCanvasCardsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const cards = await tenancy.run(tenantOf(signIn), () => listCards(toLocale(ctx.i18n.locale)))
    return { cards: cards.map(toCardFace) }
  }
}
