import { isId } from '#core/is_id'
import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { CARD_COLUMNS, CARD_WORDS, toCardView, type CardRow, type CardView } from '../card_view.js'

/**
 * These cards in the order asked for, each as often as asked for; what is no card the scope may see
 * is absent. Call it inside a scope; one query.
 */
export async function findCards(ids: readonly string[], locale: Locale): Promise<CardView[]> {
  const wanted = ids.filter((id) => isId(id))
  if (wanted.length === 0) return []
  const cards = await tenancy.client().rawQuery<{ rows: CardRow[] }>(
    `select ${CARD_COLUMNS}
     from unnest(:wanted::uuid[]) with ordinality as wanted (id, place)
     join cards c on c.id = wanted.id join decks d on d.id = c.deck_id ${CARD_WORDS}
     order by wanted.place`,
    { wanted, locale }
  )
  return cards.rows.map(toCardView)
}
