/** What a comment is about. */
export type CommentOn =
  { thread: string } | { at: { element: string | null; x: number; y: number } }

/** A comment that is being written. */
export interface CommentDraft {
  /** Made with its first word, so that sending it again after a lost answer changes nothing. */
  id: string
  words: string
  on: CommentOn
}

/** What the names of all drafts of comments begin with. */
export const COMMENT_DRAFTS = 'belvedere.comment.'

/** Where the draft of a new thread is kept; the one of an answer is kept under its thread. */
const NEW = 'new'

const keyOf = (person: string, canvas: string, on: CommentOn | null) =>
  `${COMMENT_DRAFTS}${person}.${canvas}.${on && 'thread' in on ? on.thread : NEW}`

/** What this person was writing on this device: an answer to a thread, or a new thread for null. */
export function findCommentDraft(
  person: string,
  canvas: string,
  on: CommentOn | null
): CommentDraft | null {
  try {
    const kept = localStorage.getItem(keyOf(person, canvas, on))
    return kept === null ? null : read(kept)
  } catch {
    return null
  }
}

/** Keeps it; one without words is forgotten. A device that keeps nothing is no reason to fail. */
export function keepCommentDraft(person: string, canvas: string, draft: CommentDraft): void {
  try {
    const key = keyOf(person, canvas, draft.on)
    if (draft.words.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Full, or forbidden: it stays in its field.
  }
}

const keyOfEdit = (person: string, canvas: string, comment: string) =>
  `${COMMENT_DRAFTS}${person}.${canvas}.edit.${comment}`

/** The words to which this person was changing a comment of theirs on this device; null for none. */
export function findCommentEdit(person: string, canvas: string, comment: string): string | null {
  try {
    return localStorage.getItem(keyOfEdit(person, canvas, comment))
  } catch {
    return null
  }
}

/** Keeps them, or forgets them for null. */
export function keepCommentEdit(
  person: string,
  canvas: string,
  comment: string,
  words: string | null
): void {
  try {
    const key = keyOfEdit(person, canvas, comment)
    if (words === null) localStorage.removeItem(key)
    else localStorage.setItem(key, words)
  } catch {
    // Full, or forbidden: they stay in their field.
  }
}

// Only this file writes what it reads.
const read: (text: string) => CommentDraft = JSON.parse
