import { v5 as uuidOf } from 'uuid'
import { decksFolder, picturesFolder } from '#config/decks'
import { tenancy } from '#core/tenancy/tenancy'
import { readDecks, type ReadDeck } from '../files/read_decks.js'
import { writeDeck } from './write_deck.js'

/** Names of decks and cards become ids in this namespace, the same on every appliance. */
const NAMESPACE = '6f1d3c0e-5a44-4a0b-9a63-0c6d7f2b8e11'

/** Change it when the same files must be written differently. */
const FORM = '3'

/** The id of a deck that comes with the appliance. */
export const deckId = (deck: string): string => uuidOf(deck, NAMESPACE)

/** The id of a card of such a deck. */
export const cardId = (deck: string, card: string): string => uuidOf(`${deck}/${card}`, NAMESPACE)

/**
 * Brings the appliance's own decks in the database to what their files say. Does nothing for a deck
 * whose files have not changed.
 *
 * @returns the keys of the decks that were written
 * @throws DeckFileError when a file cannot be used; then nothing has changed
 */
export async function synchroniseDecks(
  from: string = decksFolder,
  pictures: string = picturesFolder
): Promise<string[]> {
  const decks = await readDecks(from, pictures)
  return tenancy.system('library', async () => {
    const known = await tenancy
      .client()
      .rawQuery<{ rows: { key: string; content_hash: string }[] }>(
        'select key, content_hash from decks where organisation_id is null'
      )
    const hashes = new Map(known.rows.map((row) => [row.key, row.content_hash]))
    const changed = decks.filter(({ deck, contentHash }) => {
      return hashes.get(deck.id) !== FORM + contentHash
    })
    for (const deck of changed) await write(deck, decks.indexOf(deck))
    return changed.map(({ deck }) => deck.id)
  })
}

async function write({ deck, cards, contentHash }: ReadDeck, position: number): Promise<void> {
  const id = deckId(deck.id)
  const written = cards.map(({ card, picture }) => ({
    id: cardId(deck.id, card.id),
    card,
    picture: picture && {
      address: `/decks/${deck.id}/${picture.name}`,
      hash: null,
      version: picture.version,
      placeholder: picture.placeholder,
      colour: card.colour ?? '#808080',
    },
  }))
  const ids = written.map((card) => card.id)
  const client = tenancy.client()
  // The foreign key carries the organisation, which is null here: nothing goes by itself.
  await client.rawQuery(
    `delete from card_texts where card_id in
       (select c.id from cards c where c.deck_id = ? and c.id <> all (?::uuid[]))`,
    [id, ids]
  )
  await client.rawQuery('delete from cards where deck_id = ? and id <> all (?::uuid[])', [id, ids])
  await writeDeck({
    id,
    organisation: null,
    position,
    contentHash: FORM + contentHash,
    deck,
    cards: written,
  })
}
