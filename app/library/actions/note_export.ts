import { audit } from '#core/audit/audit'
import { titleOf } from '../files/title_of.js'
import type { Deck } from '../queries/find_deck.js'

/** Writes down that a deck leaves the appliance as a file. Call it inside a scope. */
export function noteExport({ id, titles, languages }: Deck): Promise<void> {
  return audit.record({
    action: 'library.deckExported',
    subject: { kind: 'deck', id },
    details: { title: titleOf(titles, languages) },
  })
}
