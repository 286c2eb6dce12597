import { createReadStream } from 'node:fs'
import app from '@adonisjs/core/services/app'
import type { Locale } from '#config/locales'
import { blobs } from '#core/blobs/blobs'
import { tenancy } from '#core/tenancy/tenancy'
import { pictureKey, type PictureFiles } from '../blob_keys.js'
import type { OutgoingCard, OutgoingDeck } from '../exchange/write_package.js'
import type { CardFile } from '../files/deck_file.js'
import type { Deck } from './find_deck.js'

interface Row {
  key: string
  themes: string[]
  picture: string | null
  stored: PictureFiles | null
  placeholder: string | null
  colour: string
  texts: { locale: Locale; word: string; questions: string[]; alt: string | null }[]
}

/** A deck on offer with all its words, as its files have it. Call it inside a scope; one query. */
export async function readDeckFiles(deck: Deck): Promise<OutgoingDeck> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select c.key, c.themes, c.picture, c.placeholder, c.colour,
       (select jsonb_build_object('organisation', p.organisation_id, 'hash', p.hash,
          'hash800', p.hash_800, 'hash400', p.hash_400)
        from deck_pictures p
        where p.organisation_id = c.organisation_id and p.hash = c.picture_hash) as stored,
       (select jsonb_agg(jsonb_build_object('locale', t.locale, 'word', t.word,
          'questions', t.questions, 'alt', t.alt))
        from card_texts t where t.card_id = c.id) as texts
     from cards c where c.deck_id = ? and c.retired_at is null order by c.position`,
    [deck.id]
  )
  return {
    deck: {
      id: deck.key,
      languages: deck.languages,
      name: deck.titles,
      description: deck.descriptions,
      licence: { id: deck.licence, attribution: deck.attribution },
      themes: deck.themes.map(({ key, names }) => ({ id: key, name: names })),
      order: rows.map(({ key }) => key),
    },
    cards: rows.map((row) => ({ card: cardOf(row), open: pictureOf(row) })),
  }
}

function cardOf({ key, themes, placeholder, colour, texts }: Row): CardFile {
  return {
    id: key,
    picture: placeholder === null ? null : `${key}.webp`,
    themes,
    placeholder: placeholder && placeholder.replace('data:image/webp;base64,', ''),
    colour,
    texts: Object.fromEntries(
      texts.map(({ locale, word, questions, alt }) => [locale, { word, questions, alt }])
    ),
  }
}

/** How a card's picture is opened, null on a card of words alone. */
export function pictureOf({
  picture,
  stored,
}: Pick<Row, 'picture' | 'stored'>): OutgoingCard['open'] {
  if (stored) return (size) => blobs.stream(pictureKey(stored, size))
  if (picture === null) return null
  return async (size) => createReadStream(app.publicPath(`${picture.slice(1)}-${size}.webp`))
}
