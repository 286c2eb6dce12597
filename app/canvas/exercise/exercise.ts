/** What goes on beside a canvas, for one person. */
export interface Exercise {
  /** Null while none runs. Milliseconds since 1970 by the server's clock, and how long it is. */
  timer: { endsAt: number; seconds: number } | null
  /** The vote that goes on, or the last one; null before the first. */
  vote: Vote | null
  reactions: Reaction[]
  /** The person may set the timer and hold votes. */
  leads: boolean
  /** The person may give dots and react. */
  takesPart: boolean
}

/** A vote. Who gave which dots is told to nobody. */
export interface Vote {
  id: string
  /** How many dots each person has, and how many this one has left. */
  dots: number
  left: number
  isSecret: boolean
  hasEnded: boolean
  /** How many people have given dots. */
  voters: number
  elements: { element: string; mine: number; all: number | null }[]
}

/** How many people react to an element with one sign. */
export interface Reaction {
  element: string
  reaction: string
  count: number
  mine: boolean
}

export const LEAST_SECONDS = 10
export const MOST_SECONDS = 4 * 60 * 60
export const MOST_DOTS = 20
/** Most reactions of one person on one canvas. */
export const MOST_REACTIONS = 500
/** Longest name of an element. */
export const LONGEST_ELEMENT = 100
