import { LOCALES, type Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { CARD_COLUMNS, CARD_WORDS, toCardView, type CardRow, type CardView } from '../card_view.js'
import { fold } from '../search/fold.js'
import { CONFIGURATIONS, tsQueryOf } from '../search/terms.js'

/** What to look for. */
export interface CardSearch {
  /** Words as they were typed; every one must occur. Empty: every card, in deck order. */
  query: string
  /** Key of a theme that the card must have. */
  theme?: string | undefined
  /** Id of the deck that it must belong to. */
  deck?: string | undefined
  locale: Locale
}

/** A piece of what was found. */
export interface CardPage {
  cards: CardView[]
  /** How many were found in all. */
  total: number
}

/**
 * A word is taken for a mistyped one from this similarity of its letter triples on: two swapped
 * letters leave a word of six two in seven. Of several, only those about as similar as the best count.
 */
const ALIKE = 0.28
const ABOUT = 0.8

const SEARCH = `
  with asked as materialized (
    select locale, to_tsquery(configuration::regconfig, terms) as terms
    from jsonb_to_recordset(:asked::jsonb) as r (locale text, configuration text, terms text)
  ),
  candidates as (
    select ${CARD_COLUMNS}, d.position as deck_position, d.key as deck_key, c.position,
      numnode(asked.terms) = 0 as unasked,
      t.search @@ asked.terms as found,
      ts_rank(t.search, asked.terms) as rank,
      word_similarity(:folded, t.folded) as alike
    from cards c join decks d on d.id = c.deck_id ${CARD_WORDS}
    join asked on asked.locale = t.locale
    where c.retired_at is null
      and (:deck::text = '' or d.id::text = :deck)
      and (:theme = '' or :theme = any (c.themes))
  ),
  hits as (
    select * from candidates
    where unasked or found
      or (not exists (select from candidates where found)
        and alike >= greatest(${ALIKE}, (select ${ABOUT} * max(alike) from candidates)))
  )
  select id, locale, word, questions, alt, picture, picture_hash, picture_version, placeholder, colour,
    count(*) over ()::integer as total
  from hits
  order by rank desc, case when unasked then 0 else alike end desc, deck_position, deck_key, position
  limit :limit offset :offset`

/**
 * Cards that match, best first: full text in the language first; when no card has every word, those
 * whose word or theme is spelt alike. Call it inside a scope; one query.
 */
export async function searchCards(
  search: CardSearch,
  { limit, offset }: { limit: number; offset: number }
): Promise<CardPage> {
  const found = await tenancy.client().rawQuery<{ rows: (CardRow & { total: number })[] }>(SEARCH, {
    // A card is looked through in the language in which it is shown.
    asked: JSON.stringify(
      LOCALES.map((locale) => ({
        locale,
        configuration: CONFIGURATIONS[locale],
        terms: tsQueryOf(search.query, locale),
      }))
    ),
    folded: fold(search.query),
    locale: search.locale,
    theme: search.theme ?? '',
    deck: search.deck ?? '',
    limit,
    offset,
  })
  return { cards: found.rows.map(toCardView), total: found.rows[0]?.total ?? 0 }
}
