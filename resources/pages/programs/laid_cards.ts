import type { CardFace } from '#library/card_view'
import { t } from '../../i18n.js'
import type { LivePerson, LivePick } from './live.props'

/** What the table is shown by. */
export interface TableProps {
  picks: readonly LivePick[]
  people: readonly LivePerson[]
  cards: readonly CardFace[]
  /** Id of who is looking. */
  me: string
}

/** A card on the table, and whose it is. */
export interface LaidCard {
  key: string
  card: CardFace
  name: string
}

/** What lies on the table, as somebody sees it: their own cards are called theirs. */
export function laidCards({ picks, people, cards, me }: TableProps): LaidCard[] {
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
