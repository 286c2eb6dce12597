import { v5 as uuidOf } from 'uuid'
import { decksFolder, picturesFolder } from '#config/decks'
import { LOCALES } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { readDecks, type ReadDeck } from '../files/read_decks.js'
import { themeGround } from '../colours.js'
import { fold } from '../search/fold.js'
import { CONFIGURATIONS, indexed } from '../search/terms.js'

/** Names of decks and cards become ids in this namespace, the same on every appliance. */
const NAMESPACE = '6f1d3c0e-5a44-4a0b-9a63-0c6d7f2b8e11'

/** Change it when the same files must be written differently. */
const FORM = '2'

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
  const client = tenancy.client()
  const id = deckId(deck.id)
  await client.rawQuery(
    `insert into decks (id, key, position, languages, titles, descriptions, licence, attribution, themes, content_hash)
     values (:id, :key, :position, :languages, :titles, :descriptions, :licence, :attribution, :themes, :hash)
     on conflict (id) do update set position = excluded.position, languages = excluded.languages,
       titles = excluded.titles, descriptions = excluded.descriptions, licence = excluded.licence,
       attribution = excluded.attribution, themes = excluded.themes,
       content_hash = excluded.content_hash`,
    {
      id,
      key: deck.id,
      position,
      languages: deck.languages,
      titles: JSON.stringify(deck.name),
      descriptions: JSON.stringify(deck.description),
      licence: deck.licence.id,
      attribution: deck.licence.attribution,
      themes: JSON.stringify(deck.themes.map((theme) => ({ key: theme.id, names: theme.name }))),
      hash: FORM + contentHash,
    }
  )
  const cardIds = cards.map(({ card }) => cardId(deck.id, card.id))
  await client.rawQuery(
    `delete from card_texts where card_id in (select c.id from cards c where c.deck_id = ?)`,
    [id]
  )
  await client.rawQuery('delete from cards where deck_id = ? and id <> all (?::uuid[])', [
    id,
    cardIds,
  ])
  await client.rawQuery(
    `insert into cards (id, deck_id, key, position, themes, picture, picture_version, placeholder, colour)
     select id, ?, key, position, themes, picture, picture_version, placeholder, colour
     from jsonb_to_recordset(?::jsonb) as r (id uuid, key text, position integer, themes text[],
       picture text, picture_version text, placeholder text, colour text)
     on conflict (id) do update set position = excluded.position, themes = excluded.themes,
       picture = excluded.picture, picture_version = excluded.picture_version,
       placeholder = excluded.placeholder, colour = excluded.colour`,
    [
      id,
      JSON.stringify(
        cards.map(({ card, picture }, position) => ({
          id: cardId(deck.id, card.id),
          key: card.id,
          position,
          themes: card.themes,
          picture: picture && `/decks/${deck.id}/${picture.name}`,
          picture_version: picture && picture.version,
          placeholder: picture && `data:image/webp;base64,${picture.placeholder}`,
          colour:
            card.colour ?? themeGround(deck.themes.findIndex(({ id }) => id === card.themes[0])),
        }))
      ),
    ]
  )
  await client.rawQuery(
    `insert into card_texts (card_id, locale, word, questions, alt, search, folded)
     select card_id, locale, word, questions, alt,
       setweight(to_tsvector(configuration::regconfig, indexed_word), 'A')
         || setweight(to_tsvector(configuration::regconfig, indexed_themes), 'B')
         || setweight(to_tsvector(configuration::regconfig, indexed_questions), 'C')
         || setweight(to_tsvector(configuration::regconfig, indexed_alt), 'D'),
       folded
     from jsonb_to_recordset(?::jsonb) as r (card_id uuid, locale text, word text, questions text[],
       alt text, configuration text, indexed_word text, indexed_themes text, indexed_questions text,
       indexed_alt text, folded text)`,
    [JSON.stringify(cards.flatMap(({ card }) => textsOf(deck, card)))]
  )
}

function textsOf(deck: ReadDeck['deck'], card: ReadDeck['cards'][number]['card']) {
  return LOCALES.map((locale) => {
    const themes = deck.themes
      .filter((theme) => card.themes.includes(theme.id))
      .map((theme) => theme.name[locale])
      .join(' ')
    const { word, questions, alt } = card.texts[locale]
    return {
      card_id: cardId(deck.id, card.id),
      locale,
      word,
      questions,
      alt,
      configuration: CONFIGURATIONS[locale],
      indexed_word: indexed(word, locale),
      indexed_themes: indexed(themes, locale),
      indexed_questions: indexed(questions.join(' '), locale),
      indexed_alt: indexed(alt ?? '', locale),
      folded: fold(`${word} ${themes}`),
    }
  })
}
