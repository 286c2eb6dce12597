import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'

/** A deck in one language. */
export type DeckView = {
  id: string
  title: string
  description: string
  licence: string
  attribution: string
  /** How many cards it has. */
  size: number
  /** The themes its cards have, in the deck's order. */
  themes: { key: string; name: string }[]
}

/** A text by language in the reader's, or else in the deck's first. */
const inLocale = (texts: string) => `coalesce(${texts} ->> :locale, ${texts} ->> d.languages[1])`

/** The decks that the scope may see, in their order. Call it inside a scope; one query. */
export async function listDecks(locale: Locale): Promise<DeckView[]> {
  const decks = await tenancy.client().rawQuery<{ rows: DeckView[] }>(
    `select d.id, ${inLocale('d.titles')} as title, ${inLocale('d.descriptions')} as description,
       d.licence, d.attribution,
       (select count(*)::integer from cards c where c.deck_id = d.id) as size,
       (select coalesce(jsonb_agg(jsonb_build_object(
            'key', theme ->> 'key', 'name', ${inLocale("theme -> 'names'")}) order by place), '[]')
        from jsonb_array_elements(d.themes) with ordinality as listed (theme, place)
        where exists (select from cards c where c.deck_id = d.id and (theme ->> 'key') = any (c.themes))
       ) as themes
     from decks d order by d.position, d.key`,
    { locale }
  )
  return decks.rows.map(({ id, title, description, licence, attribution, size, themes }) => ({
    id,
    title,
    description,
    licence,
    attribution,
    size,
    themes,
  }))
}
