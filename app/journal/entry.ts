/** How somebody feels, as weather; an entry may have none. */
export const MOODS = ['stormy', 'clouded', 'mixed', 'clearing', 'bright'] as const
export type Mood = (typeof MOODS)[number]

/** The phases of a session in which an entry may be written. */
export const PHASES = ['pause', 'expand', 'focus', 'do'] as const
export type EntryPhase = (typeof PHASES)[number]

/** Most characters of an entry, and most cards. */
export const LONGEST_TEXT = 50_000
export const MOST_CARDS = 12

/** Most entries of one person in an organisation, deleted ones not counted. */
export const MOST_ENTRIES = 10_000

/** What its author writes. */
export type EntryContent = {
  text: string
  /** Ids of cards, in the author's order. */
  cards: string[]
  mood: Mood | null
}

/** An entry as its author's own devices see it. Times are ISO 8601. */
export type Entry = EntryContent & {
  id: string
  sessionId: string | null
  phase: EntryPhase | null
  /** The canvas beside which it was written, which may be gone since; null for none. */
  canvasId: string | null
  /** Counts the saves, from 1. */
  version: number
  /** The entry beside which this one was kept, because both were written over one version. */
  copyOf: string | null
  createdAt: string
  updatedAt: string
  /** Set when the entry was deleted; its words are gone. */
  deletedAt: string | null
}

/** Where an entry was written: in a session or, with null for that, beside a canvas. */
export type Origin = SessionOrigin | { session: null; canvas: string | null }

/** A moment of a session, in the reader's language. */
export type SessionOrigin = {
  /** Title of the session. */
  session: string
  /** When the session was, ISO 8601; null when it had no time. */
  at: string | null
  /** What the phase asked. */
  prompt: string
}

/** Where an entry's words stand sealed, with its author's key. */
export const placeOf = (column: 'text' | 'base' | 'canvas_name', row: string) => ({
  table: 'journal_entries',
  column,
  row,
})

/** An entry as the queries of this module select it: see `ENTRY_COLUMNS`. */
export interface EntryRow {
  organisation_id: string
  person_id: string
  id: string
  /** Sealed; null when the entry was deleted. */
  text: Uint8Array | null
  card_ids: string[]
  mood: Mood | null
  session_id: string | null
  phase: EntryPhase | null
  canvas_id: string | null
  version: number
  copy_of: string | null
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}

/** Columns of an entry. */
export const ENTRY_COLUMNS =
  'organisation_id, person_id, id, text, card_ids, mood, session_id, phase, canvas_id, version, copy_of, created_at, updated_at, deleted_at'
