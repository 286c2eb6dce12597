import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { canSeeDecks } from '../policies/decks.js'
import { presentDecks } from '../present_decks.js'

/** The page of decks: which there are, and what can be done with them. */
export default class ShowDecksController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canSeeDecks(signIn.role))
    const page = await presentDecks(ctx, signIn)
    return ctx.inertia.render('library/decks', { ...page, result: null })
  }
}
