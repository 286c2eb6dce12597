import type { EntryContent, EntryPhase } from '#journal/entry'
import { COMMENT_DRAFTS } from '../canvas/comment_drafts.js'

/** Words of an entry that this device has and the server perhaps not. */
export type Draft = EntryContent & {
  id: string
  /** The version they were written over; null for a new entry. */
  over: number | null
  sessionId: string | null
  phase: EntryPhase | null
  /** The canvas beside which they are written; drafts of earlier have none. */
  canvasId: string | null
}

const PREFIX = 'belvedere.journal.'
const keyOf = (person: string, id: string) => `${PREFIX}${person}.${id}`

/** Keeps a draft on this device. A device that refuses to keep anything is no reason to fail. */
export function keepDraft(person: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(person, draft.id), JSON.stringify(draft))
  } catch {
    // Full, or forbidden: saving to the server goes on.
  }
}

/** Forgets a draft, once its words are saved. */
export function forgetDraft(person: string, id: string): void {
  localStorage.removeItem(keyOf(person, id))
}

/** A draft of this person that fits; the first one found. */
export function findDraft(person: string, fits: (draft: Draft) => boolean): Draft | undefined {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(keyOf(person, ''))) continue
    try {
      const draft = read(localStorage.getItem(key) ?? '')
      if (fits(draft)) return draft
    } catch {
      localStorage.removeItem(key)
    }
  }
  return undefined
}

// Only this file writes what it reads.
const read: (text: string) => Draft = JSON.parse

/** Removes every draft from this device, those of comments too. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) || key.startsWith(COMMENT_DRAFTS)) localStorage.removeItem(key)
    }
  } catch {
    // A device that refuses to keep anything has nothing to forget.
  }
}
