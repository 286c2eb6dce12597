import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { CARD_COLUMNS, CARD_WORDS, toCardView, type CardRow, type CardView } from '../card_view.js'

/** Every card on offer that the scope may see, in deck order. Call it inside a scope; one query. */
export const listCards = (locale: Locale): Promise<CardView[]> => list(locale, 'is null')

/** Every card that is offered no more and may still be in use. Call it inside a scope; one query. */
export const listRetiredCards = (locale: Locale): Promise<CardView[]> => list(locale, 'is not null')

async function list(locale: Locale, retired: 'is null' | 'is not null'): Promise<CardView[]> {
  const cards = await tenancy.client().rawQuery<{ rows: CardRow[] }>(
    `select ${CARD_COLUMNS}
     from cards c join decks d on d.id = c.deck_id ${CARD_WORDS}
     where c.retired_at ${retired}
     order by d.position, d.key, c.position`,
    { locale }
  )
  return cards.rows.map(toCardView)
}
