import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'

/** A deck in one language. */
export type DeckView = {
  id: string
  /** The deck's own id inside its files. */
  key: string
  title: string
  description: string
  licence: string
  attribution: string
  /** Its languages, the first standing in for those that are missing. */
  languages: Locale[]
  /** Whether the organisation brought it; otherwise it came with the appliance. */
  isOwn: boolean
  /** Counts its imports, from 1. */
  version: number
  /** How many cards it has. */
  size: number
  /** The themes its cards have, in the deck's order. */
  themes: { key: string; name: string }[]
}

/** A text by language in the reader's, or else in the deck's first. */
const inLocale = (texts: string) => `coalesce(${texts} ->> :locale, ${texts} ->> d.languages[1])`

/** The decks on offer that the scope may see, in their order. Call it inside a scope; one query. */
export async function listDecks(locale: Locale): Promise<DeckView[]> {
  const decks = await tenancy.client().rawQuery<{ rows: DeckView[] }>(
    `select d.id, d.key, ${inLocale('d.titles')} as title,
       coalesce(${inLocale('d.descriptions')}, '') as description,
       d.licence, d.attribution, d.languages, d.organisation_id is not null as "isOwn", d.version,
       (select count(*)::integer from cards c
        where c.deck_id = d.id and c.retired_at is null) as size,
       (select coalesce(jsonb_agg(jsonb_build_object(
            'key', theme ->> 'key', 'name', ${inLocale("theme -> 'names'")}) order by place), '[]')
        from jsonb_array_elements(d.themes) with ordinality as listed (theme, place)
        where exists (select from cards c where c.deck_id = d.id and c.retired_at is null
          and (theme ->> 'key') = any (c.themes))
       ) as themes
     from decks d where d.retired_at is null order by d.position, d.key`,
    { locale }
  )
  return decks.rows
}
