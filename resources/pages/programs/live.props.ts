import type { CardFace } from '#library/card_view'

/** Where a session stands. Times in milliseconds since 1970, by the server's clock. */
export type LiveState = {
  /** Counts the facilitator's steps; a step says which one it follows. */
  sequence: number
  state: 'planned' | 'lobby' | 'running' | 'ended'
  phaseIndex: number
  startedAt: number | null
  /** Null while the time stands still. */
  endsAt: number | null
  /** Milliseconds left while the time stands still. */
  remaining: number | null
}

/** Somebody who takes part. */
export type LivePerson = { id: string; name: string }

/** The cards that somebody drew or chose in a phase. */
export type LivePick = { person: string; phaseIndex: number; cards: string[]; draw: number }

/** Everything that the live page follows; the state of the channel `session:<id>`. */
export type SessionSnapshot = LiveState & { people: LivePerson[]; picks: LivePick[] }

/** A message on the channel `session:<id>`. */
export type SessionMessage =
  | { kind: 'state'; state: LiveState }
  | { kind: 'joined'; person: LivePerson }
  | { kind: 'left'; person: string }
  | { kind: 'calledOff' }
  | { kind: 'picked'; pick: LivePick }

/** One phase, in the reader's language. */
export type LivePhase = {
  phase: 'pause' | 'expand' | 'focus' | 'do'
  title: string
  prompt: string
  activity: 'draw' | 'choose' | 'write' | 'share' | 'talk'
  minutes: number
}

/** How others join. */
export type Joining = {
  code: string
  url: string
  /** Nobody on another machine can reach that address. */
  isLocal: boolean
  /** The address as a QR code: a path in a field of `size` × `size` units. */
  qr: { size: number; path: string }
}

/** Props of the page on which a session happens. */
export type LiveProps = {
  session: {
    id: string
    title: string
    facilitator: LivePerson | null
    startsAt: string | null
    phases: LivePhase[]
  }
  /** Who is looking. */
  me: { id: string; access: 'facilitator' | 'participant' }
  snapshot: SessionSnapshot
  /** The server's clock when the page was made, in milliseconds since 1970. */
  now: number
  /** The faces of the cards that have been picked so far. */
  picked: CardFace[]
  /** A picture to wait by, before the session starts. */
  picture: CardFace | null
  /** How others join; for facilitators only. */
  joining: Joining | null
  /** Who was invited and has not joined yet; empty for who does not lead. */
  invited: LivePerson[]
}
