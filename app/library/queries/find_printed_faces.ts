import type { Readable } from 'node:stream'
import { isId } from '#core/is_id'
import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import type { PictureFiles } from '../blob_keys.js'
import { CARD_WORDS } from '../card_view.js'
import { pictureOf } from './read_deck_files.js'

/** A card's face as it is printed outside of its deck. */
export interface PrintedFace {
  id: string
  /** In the language asked for, or in the deck's first. */
  word: string
  /** `#rrggbb` */
  colour: string
  /** Opens the picture, a WebP; null on a card of words alone. */
  open: ((size: 400 | 800) => Promise<Readable>) | null
  deck: { title: string; licence: string; attribution: string }
}

interface Row {
  id: string
  word: string
  colour: string
  picture: string | null
  stored: PictureFiles | null
  title: string
  licence: string
  attribution: string
}

/**
 * The faces of these cards, as far as the scope may see them, offered or not. Call it inside a scope;
 * one query.
 */
export async function findPrintedFaces(
  ids: readonly string[],
  locale: Locale
): Promise<PrintedFace[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select c.id, t.word, c.colour, c.picture,
       (select jsonb_build_object('organisation', p.organisation_id, 'hash', p.hash,
          'hash800', p.hash_800, 'hash400', p.hash_400)
        from deck_pictures p
        where p.organisation_id = c.organisation_id and p.hash = c.picture_hash) as stored,
       coalesce(d.titles ->> :locale, d.titles ->> d.languages[1], d.key) as title,
       d.licence, d.attribution
     from cards c join decks d on d.id = c.deck_id ${CARD_WORDS}
     where c.id = any(string_to_array(:ids, ',')::uuid[])`,
    { locale, ids: ids.filter((id) => isId(id)).join(',') }
  )
  return rows.map((row) => ({
    id: row.id,
    word: row.word,
    colour: row.colour,
    open: pictureOf(row),
    deck: { title: row.title, licence: row.licence, attribution: row.attribution },
  }))
}
