/** What is said beside a canvas, as one person may know it. */
export interface Discussion {
  /** In the order in which they were begun. */
  threads: Thread[]
  /** The number of the last comment that the person has seen; 0 before the first visit. */
  seen: number
  /** The person may write, and resolve what was said. */
  mayWrite: boolean
  /** The person may delete what others wrote. */
  leads: boolean
}

/** Comments on one thing. */
export interface Thread {
  /** That of its first comment. */
  id: string
  /** The element that it is about; null for a place. Whether it still lies there, the canvas knows. */
  element: string | null
  /** Where it was begun, in canvas units. */
  x: number
  y: number
  isResolved: boolean
  /** In the order in which they were written; never empty. */
  comments: Comment[]
}

/** One comment. */
export interface Comment {
  id: string
  /** Counts what is written beside the canvas, from 1. */
  number: number
  /** Null for somebody who has left the organisation. */
  by: { id: string; name: string } | null
  isMine: boolean
  /** Null once it was deleted, or its words were erased with the key that sealed them. */
  words: string | null
  /** ISO 8601, by the server's clock. */
  at: string
  isEdited: boolean
}

/** Longest comment, in UTF-16 units. */
export const LONGEST_COMMENT = 4_000
/** Most comments beside one canvas. */
export const MOST_COMMENTS = 2_000
/** Longest name of an element. */
export const LONGEST_ELEMENT = 100
/** How far from the middle of a canvas something may be said. Canvas units. */
export const FARTHEST = 1e7
/** What one person may write and change in a minute. */
export const COMMENTS_PER_MINUTE = 60

/** Where the words of a comment are sealed. */
export const commentPlace = (row: string) => ({ table: 'canvas_comments', column: 'words', row })
