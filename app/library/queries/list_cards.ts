import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { CARD_COLUMNS, CARD_WORDS, toCardView, type CardRow, type CardView } from '../card_view.js'

/** Every card that the scope may see, in deck order. Call it inside a scope; one query. */
export async function listCards(locale: Locale): Promise<CardView[]> {
  const cards = await tenancy.client().rawQuery<{ rows: CardRow[] }>(
    `select ${CARD_COLUMNS}
     from cards c join decks d on d.id = c.deck_id ${CARD_WORDS}
     order by d.position, d.key, c.position`,
    { locale }
  )
  return cards.rows.map(toCardView)
}
