import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { CARD_COLUMNS, CARD_WORDS, toCardView, type CardRow, type CardView } from '../card_view.js'

/**
 * Some of the cards that are offered, in deck order. Only theirs are the words that are looked up,
 * which a search would do for all. Call it inside a scope; one query.
 */
export async function pageOfCards(
  locale: Locale,
  { limit, offset }: { limit: number; offset: number }
): Promise<CardView[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: CardRow[] }>(
    `with c as materialized (
       select cards.* from cards join decks on decks.id = cards.deck_id
       where cards.retired_at is null
       order by decks.position, decks.key, cards.position limit :limit offset :offset
     )
     select ${CARD_COLUMNS} from c join decks d on d.id = c.deck_id ${CARD_WORDS}
     order by d.position, d.key, c.position`,
    { locale, limit, offset }
  )
  return rows.map(toCardView)
}
