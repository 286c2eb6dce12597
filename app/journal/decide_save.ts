import type { Entry, EntryContent } from './entry.js'

/** What a save does to what is stored. */
export type SaveDecision =
  | 'create'
  | 'update'
  /** It is stored already: an answer was lost, or nothing was changed. */
  | 'unchanged'
  /** It was written over another version than the stored one: both are kept. */
  | 'keep both'
  /** It was written over another version, and there is nothing in it to keep. */
  | 'stale'
  | 'not found'

/** Whether two contents are the same, to the letter. */
export function sameContent(one: EntryContent, other: EntryContent): boolean {
  return (
    one.text === other.text &&
    one.mood === other.mood &&
    one.cards.length === other.cards.length &&
    one.cards.every((card, index) => card.toLowerCase() === other.cards[index]?.toLowerCase())
  )
}

const isBlank = ({ text, cards }: EntryContent) => text.trim() === '' && cards.length === 0

/**
 * Decides about a save.
 *
 * @param stored the entry as it is, if there is one
 * @param written what is to be saved
 * @param over the version it was written over; undefined for a new entry
 */
export function decideSave(
  stored: Entry | null,
  written: EntryContent,
  over: number | undefined
): SaveDecision {
  if (!stored) return over === undefined ? 'create' : 'not found'
  if (!stored.deletedAt && sameContent(stored, written)) return 'unchanged'
  if (over === stored.version) return 'update'
  return isBlank(written) ? 'stale' : 'keep both'
}
