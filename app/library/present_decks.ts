import type { HttpContext } from '@adonisjs/core/http'
import type { SignIn } from '#core/http/require_sign_in'
import { tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import type { DecksProps } from '#pages/library/decks.props'
import { localeOf } from './locale_of.js'
import { canExportDeck, canManageDecks } from './policies/decks.js'
import { listDecks } from './queries/list_decks.js'

/** What the page of decks shows to somebody, without what became of an import. */
export async function presentDecks(
  ctx: HttpContext,
  signIn: SignIn
): Promise<Omit<DecksProps, 'result'>> {
  const decks = await tenancy.run(tenantOf(signIn), () => listDecks(localeOf(ctx)))
  return {
    mayManage: canManageDecks(signIn.role),
    decks: decks.map((deck) => ({
      id: deck.id,
      key: deck.key,
      title: deck.title,
      description: deck.description,
      licence: deck.licence,
      attribution: deck.attribution,
      languages: deck.languages,
      isOwn: deck.isOwn,
      version: deck.version,
      size: deck.size,
      mayExport: canExportDeck(signIn.role, deck),
    })),
  }
}
