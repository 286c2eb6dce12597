import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { receiveDeck } from '../exchange/receive_deck.js'
import { showFaults } from '../exchange/tell_faults.js'
import { canManageDecks } from '../policies/decks.js'
import { presentDecks } from '../present_decks.js'

/** Takes a deck in and shows what became of it: more than a redirect could carry. */
export default class ImportDeckController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canManageDecks(signIn.role))
    const imported = await receiveDeck(ctx, signIn)
    const warnings = showFaults('warnings', imported.warnings, ctx.i18n)
    const result = imported.ok
      ? { ok: true as const, cards: imported.cards, replaced: imported.replaced, warnings }
      : {
          ok: false as const,
          refusals: showFaults('faults', imported.refusals, ctx.i18n),
          warnings,
          mayReplace: imported.refusals.every(({ problem }) => problem === 'deckExists'),
        }
    const page = await presentDecks(ctx, signIn)
    return ctx.inertia.render('library/decks', { ...page, result })
  }
}
