import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { receiveDeck } from '../exchange/receive_deck.js'
import { tellFaults } from '../exchange/tell_faults.js'
import { canManageDecks } from '../policies/decks.js'

/** Takes a deck in, for outside clients. */
export default class ImportApiDeckController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canManageDecks(signIn.role))
    const imported = await receiveDeck(ctx, signIn)
    const warnings = tellFaults('warnings', imported.warnings, ctx.i18n)
    if (!imported.ok) {
      const errors = tellFaults('faults', imported.refusals, ctx.i18n)
      return ctx.response.status(422).send({ errors, warnings })
    }
    const { deck, cards, replaced } = imported
    return ctx.response.status(201).send({ deck: { id: deck }, cards, replaced, warnings })
  }
}
