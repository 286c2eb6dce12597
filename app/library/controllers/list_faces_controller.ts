import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { toCardFace } from '../card_view.js'
import { localeOf } from '../locale_of.js'
import { listCards, listRetiredCards } from '../queries/list_cards.js'

/**
 * GET /library/faces: the faces of all cards that are offered, and of those that are offered no
 * more and may still lie somewhere, as JSON `{ cards, retired }`. A browser keeps it and asks each
 * time whether it is still right.
 */
export default class ListFacesController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const locale = localeOf(ctx)
    const faces = await tenancy.run(tenantOf(signIn), async () => {
      const cards = await listCards(locale)
      const retired = await listRetiredCards(locale)
      return { cards: cards.map(toCardFace), retired: retired.map(toCardFace) }
    })
    ctx.response.header('cache-control', 'private, no-cache')
    return ctx.response.json(faces, true)
  }
}
