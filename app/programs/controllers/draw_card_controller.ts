import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { drawCard } from '../actions/pick_cards.js'

/** Body of `POST …/draw`. */
export const draw = vine.create({
  /** The phase in which the card is drawn, from 0. */
  phaseIndex: vine.number().withoutDecimals().range([0, 3]),
  /** A card to give back for another. */
  insteadOf: vine.string().uuid().optional(),
})

/** Draws a card in the phase that asks for it. */
export default class DrawCardController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { phaseIndex, insteadOf } = await ctx.request.validateUsing(draw)
    const pick = await tenancy.run(tenantOf(signIn), () =>
      drawCard(String(ctx.params.id), signIn.person.id, phaseIndex, insteadOf)
    )
    return { pick }
  }
}
