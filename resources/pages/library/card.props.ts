import type { CardView } from '#library/card_view'

/** Props of the page that shows one card large. */
export type CardProps = {
  card: CardView
  /** Neighbours in deck order, around the corner at its ends; null in a deck of one. */
  previous: { id: string; word: string } | null
  next: { id: string; word: string } | null
  /** Its place in the deck, from 1. */
  place: number
  count: number
}
