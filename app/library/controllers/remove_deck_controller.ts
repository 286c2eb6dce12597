import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { removeDeck } from '../actions/remove_deck.js'
import { canManageDecks } from '../policies/decks.js'

/** Removes an own deck; its cards stay where they are used. */
export default class RemoveDeckController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canManageDecks(signIn.role))
    await tenancy.run(tenantOf(signIn), () => removeDeck(String(ctx.params.id)))
    return ctx.response.redirect('/library/decks')
  }
}
