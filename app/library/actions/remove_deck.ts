import { audit } from '#core/audit/audit'
import { coreErrors } from '#core/errors/core_errors'
import { events } from '#core/events/events'
import { tenancy } from '#core/tenancy/tenancy'
import { libraryErrors } from '../errors.js'
import { titleOf } from '../files/title_of.js'
import { findDeck, type Deck } from '../queries/find_deck.js'

/**
 * Offers an own deck no more. Its cards stay where they lie: on canvases, in journals, in sessions.
 * Call it inside a scope.
 *
 * @returns the deck as it was
 *
 * @throws core.notFound, library.notOwn for a deck of the appliance
 */
export async function removeDeck(id: string): Promise<Deck> {
  const deck = await findDeck(id)
  if (!deck) throw coreErrors.notFound()
  if (!deck.isOwn) throw libraryErrors.notOwn()
  const client = tenancy.client()
  await client.rawQuery('update decks set retired_at = now() where id = ?', [id])
  await client.rawQuery(
    'update cards set retired_at = now() where deck_id = ? and retired_at is null',
    [id]
  )
  await events.emit({ name: 'library.deckRemoved', payload: { deck: id } })
  await audit.record({
    action: 'library.deckRemoved',
    subject: { kind: 'deck', id },
    details: { title: titleOf(deck.titles, deck.languages) },
  })
  return deck
}
