import type { Scroll } from '@adonisjs/inertia/types'
import type { CardView } from '#library/card_view'

/** Props of the library. */
export type LibraryProps = {
  decks: {
    id: string
    title: string
    description: string
    licence: string
    attribution: string
    size: number
    themes: { key: string; name: string }[]
  }[]
  /** How many cards were found: all of them when nothing is looked for. */
  count: number
  /** Those of them that have been asked for so far. */
  cards: Scroll<CardView>
  /** What is looked for, empty for everything. */
  query: string
  /** Key of the theme chosen, empty for all. */
  theme: string
  /** Id of the deck chosen, empty for all. */
  deck: string
  /** Whether the reader may go to the page of decks. */
  maySeeDecks: boolean
}
