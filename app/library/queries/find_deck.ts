import { isId } from '#core/is_id'
import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import type { Texts } from '../files/fault.js'

/** A deck with its texts in every language that it has. */
export interface Deck {
  id: string
  key: string
  isOwn: boolean
  version: number
  languages: Locale[]
  titles: Texts
  descriptions: Texts
  licence: string
  attribution: string
  themes: { key: string; names: Texts }[]
}

/** A deck on offer; null when there is none that the scope may see. Call it inside a scope. */
export async function findDeck(id: string): Promise<Deck | null> {
  if (!isId(id)) return null
  const { rows } = await tenancy.client().rawQuery<{ rows: Deck[] }>(
    `select id, key, organisation_id is not null as "isOwn", version, languages, titles,
       descriptions, licence, attribution, themes
     from decks where id = ? and retired_at is null`,
    [id]
  )
  return rows[0] ?? null
}
