import { isId } from '#core/is_id'
import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { CARD_COLUMNS, CARD_WORDS, toCardView, type CardRow, type CardView } from '../card_view.js'

/**
 * A card drawn blindly, none of those named, and one with a picture while there is any; null when
 * none is left. Call it inside a scope.
 */
export async function randomCard(
  exceptIds: readonly string[],
  locale: Locale
): Promise<CardView | null> {
  const cards = await tenancy.client().rawQuery<{ rows: CardRow[] }>(
    `select ${CARD_COLUMNS}
     from cards c join decks d on d.id = c.deck_id ${CARD_WORDS}
     where c.retired_at is null and c.id <> all (:except::uuid[]) 
     order by c.placeholder is null, random() limit 1`,
    { locale, except: exceptIds.filter((id) => isId(id)) }
  )
  const card = cards.rows[0]
  return card ? toCardView(card) : null
}
