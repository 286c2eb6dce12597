import type { CardFace } from '#library/card_view'
import { t } from '../../i18n.js'
import type { LivePerson, LivePick } from './live.props'

/** A card on the table, and whose it is. */
export interface LaidCard {
  key: string
  card: CardFace
  name: string
}

/** What lies on the table, as somebody (`me`) sees it: their own cards are called theirs. */
export function laidCards(
  picks: readonly LivePick[],
  people: readonly LivePerson[],
  cards: readonly CardFace[],
  me: string
): LaidCard[] {
  return picks.flatMap(({ person, phaseIndex, cards: ids }) =>
    ids.flatMap((id) => {
      const card = cards.find((each) => each.id === id)
      const name =
        person === me
          ? t('live.table.mine')
          : (people.find((each) => each.id === person)?.name ?? '')
      return card ? [{ key: `${person}-${phaseIndex}-${id}`, card, name }] : []
    })
  )
}
