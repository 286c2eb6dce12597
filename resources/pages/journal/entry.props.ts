import type { Entry, Origin } from '#journal/entry'
import type { CardView } from '#library/card_view'

/** Props of the page of one entry. */
export type EntryProps = {
  /** Null for a new one. */
  entry: Entry | null
  /** The entry's cards that can still be shown. */
  cards: CardView[]
  /** Where it was written; null outside of sessions. */
  origin: Origin | null
}
