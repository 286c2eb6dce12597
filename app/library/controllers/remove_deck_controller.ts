import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { setApart } from '#config/locales'
import { removeDeck } from '../actions/remove_deck.js'
import { titleOf } from '../files/title_of.js'
import { localeOf } from '../locale_of.js'
import { canManageDecks } from '../policies/decks.js'

/** Removes an own deck; its cards stay where they are used. */
export default class RemoveDeckController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canManageDecks(signIn.role))
    const { titles, languages } = await tenancy.run(tenantOf(signIn), () =>
      removeDeck(String(ctx.params.id))
    )
    const locale = localeOf(ctx)
    const title = setApart(titles[locale] ?? titleOf(titles, languages), locale)
    ctx.session.flash('notice', ctx.i18n.t('library.decks.removed', { title }))
    return ctx.response.redirect('/library/decks')
  }
}
