import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { chooseCards, MOST_CHOSEN } from '../actions/pick_cards.js'

/** Body of `POST …/choose`. */
export const choice = vine.create({
  /** The phase in which the cards are chosen, from 0. */
  phaseIndex: vine.number().withoutDecimals().range([0, 3]),
  cards: vine.array(vine.string().uuid()).maxLength(MOST_CHOSEN),
})

/** Chooses up to three cards in the phase that asks for it. */
export default class ChooseCardsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { phaseIndex, cards } = await ctx.request.validateUsing(choice)
    const pick = await tenancy.run(tenantOf(signIn), () =>
      chooseCards(String(ctx.params.id), signIn.person.id, phaseIndex, cards)
    )
    return { pick }
  }
}
