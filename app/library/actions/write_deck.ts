import { LOCALES, type Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { themeGround } from '../colours.js'
import type { CardFile, DeckFile } from '../files/deck_file.js'
import { fold } from '../search/fold.js'
import { CONFIGURATIONS, indexed } from '../search/terms.js'

/** Where a card's picture is: at an address of the appliance's own, or among those stored. */
export interface WrittenPicture {
  address: string | null
  hash: string | null
  version: string
  /** Base64 of a WebP of a few pixels. */
  placeholder: string
  colour: string
}

/** A deck as it is to stand in the database. */
export interface WrittenDeck {
  id: string
  /** Null for a deck of the appliance. */
  organisation: string | null
  position: number
  contentHash: string
  deck: DeckFile
  /** In the deck's order. */
  cards: { id: string; card: CardFile; picture: WrittenPicture | null }[]
}

/** The binding that is empty for a deck of the appliance. */
const ORGANISATION = `nullif(:organisation, '')::uuid`

/**
 * Writes a deck and its cards; what is there of them already is brought to this and offered again.
 * Cards that are no longer in the deck are left to the caller. Call it inside a scope.
 */
export async function writeDeck(written: WrittenDeck): Promise<void> {
  const { id, deck, cards } = written
  const organisation = written.organisation ?? ''
  const client = tenancy.client()
  await client.rawQuery(
    `insert into decks (id, organisation_id, key, position, languages, titles, descriptions, licence,
       attribution, themes, content_hash, imported_at)
     values (:id, ${ORGANISATION}, :key, :position, :languages, :titles, :descriptions, :licence,
       :attribution, :themes, :hash, case when :organisation = '' then null else now() end)
     on conflict (id) do update set position = excluded.position, languages = excluded.languages,
       titles = excluded.titles, descriptions = excluded.descriptions, licence = excluded.licence,
       attribution = excluded.attribution, themes = excluded.themes,
       content_hash = excluded.content_hash, imported_at = excluded.imported_at,
       version = decks.version + 1, retired_at = null`,
    {
      id,
      organisation,
      key: deck.id,
      position: written.position,
      languages: deck.languages,
      titles: JSON.stringify(deck.name),
      descriptions: JSON.stringify(deck.description),
      licence: deck.licence.id,
      attribution: deck.licence.attribution,
      themes: JSON.stringify(deck.themes.map((theme) => ({ key: theme.id, names: theme.name }))),
      hash: written.contentHash,
    }
  )
  await client.rawQuery(
    `insert into cards (id, organisation_id, deck_id, key, position, themes, picture, picture_hash,
       picture_version, placeholder, colour)
     select id, ${ORGANISATION}, :deck, key, position, themes, picture, picture_hash,
       picture_version, placeholder, colour
     from jsonb_to_recordset(:cards::jsonb) as r (id uuid, key text, position integer, themes text[],
       picture text, picture_hash text, picture_version text, placeholder text, colour text)
     on conflict (id) do update set position = excluded.position, themes = excluded.themes,
       picture = excluded.picture, picture_hash = excluded.picture_hash,
       picture_version = excluded.picture_version, placeholder = excluded.placeholder,
       colour = excluded.colour, retired_at = null`,
    { organisation, deck: id, cards: JSON.stringify(cards.map(rowOf(deck))) }
  )
  await client.rawQuery(
    `delete from card_texts where card_id in
       (select r.id from jsonb_to_recordset(?::jsonb) as r (id uuid))`,
    [JSON.stringify(cards.map((card) => ({ id: card.id })))]
  )
  await client.rawQuery(
    `insert into card_texts (organisation_id, card_id, locale, word, questions, alt, search, folded)
     select ${ORGANISATION}, card_id, locale, word, questions, alt,
       setweight(to_tsvector(configuration::regconfig, indexed_word), 'A')
         || setweight(to_tsvector(configuration::regconfig, indexed_themes), 'B')
         || setweight(to_tsvector(configuration::regconfig, indexed_questions), 'C')
         || setweight(to_tsvector(configuration::regconfig, indexed_alt), 'D'),
       folded
     from jsonb_to_recordset(:texts::jsonb) as r (card_id uuid, locale text, word text,
       questions text[], alt text, configuration text, indexed_word text, indexed_themes text,
       indexed_questions text, indexed_alt text, folded text)`,
    {
      organisation,
      texts: JSON.stringify(cards.flatMap((card) => LOCALES.flatMap(textOf(deck, card)))),
    }
  )
}

type WrittenCard = WrittenDeck['cards'][number]

const rowOf =
  (deck: DeckFile) =>
  ({ id, card, picture }: WrittenCard, position: number) => ({
    id,
    key: card.id,
    position,
    themes: card.themes,
    picture: picture?.address ?? null,
    picture_hash: picture?.hash ?? null,
    picture_version: picture?.version ?? null,
    placeholder: picture ? `data:image/webp;base64,${picture.placeholder}` : null,
    colour:
      card.colour ??
      picture?.colour ??
      themeGround(deck.themes.findIndex(({ id: theme }) => theme === card.themes[0])),
  })

const textOf = (deck: DeckFile, { id, card }: WrittenCard) => {
  return (locale: Locale) => {
    const words = card.texts[locale]
    if (!words) return []
    const themes = deck.themes
      .filter((theme) => card.themes.includes(theme.id))
      .map((theme) => theme.name[locale] ?? '')
      .join(' ')
    const { word, questions, alt } = words
    return [
      {
        card_id: id,
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
      },
    ]
  }
}
