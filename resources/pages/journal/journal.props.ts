import type { EntryPhase, Mood, Origin } from '#journal/entry'
import type { CardView } from '#library/card_view'

/** An entry in the list. */
export type ListedEntry = {
  id: string
  /** The beginning of its text. */
  excerpt: string
  /** Whether the text goes on. */
  isLong: boolean
  cards: CardView[]
  mood: Mood | null
  phase: EntryPhase | null
  copyOf: string | null
  /** ISO 8601. */
  createdAt: string
  /** Where it was written; null outside of sessions. */
  origin: Origin | null
}

/** Props of the journal. */
export type JournalProps = {
  /** What is looked for, empty for everything. */
  query: string
  /** The latest first. */
  entries: ListedEntry[]
  /** `before` of the next page, if there is one. */
  older: number | null
}
