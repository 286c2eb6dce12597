import { untrack } from 'svelte'
import { live, type Present } from '../../live.svelte.js'
import type { LivePick, LiveState, SessionMessage, SessionSnapshot } from './live.props'

/** How often what the clock shows is looked at. Milliseconds. */
const TICK = 250

/** What a page knows of a session while it happens, kept up to date by the live channel. */
export class SessionFollower {
  /** Everybody who has joined. */
  people = $state.raw<SessionSnapshot['people']>([])
  /** What was picked, of all phases and people. */
  picks = $state.raw<readonly LivePick[]>([])
  /** Who is here now. */
  present = $state.raw<readonly Present[]>([])
  /** The person was taken off the session. */
  isClosed = $state(false)
  /** The session was called off. */
  isCalledOff = $state(false)
  /** What time it is by the server's clock. Milliseconds since 1970. */
  now = $state(0)
  /** Where the session stands. */
  state: LiveState

  constructor(
    readonly id: string,
    snapshot: SessionSnapshot,
    now: number
  ) {
    this.now = now
    this.state = $state.raw<LiveState>(snapshot)
    this.people = snapshot.people
    this.picks = snapshot.picks
  }

  /**
   * Follows the session until the function that is returned is called. Browser only.
   *
   * @param madeAt what time it was on the server when the page was made
   */
  follow(madeAt: number): () => void {
    live.setClock(madeAt)
    // What is said of the clock later is no reason to follow anew.
    this.now = untrack(() => live.now())
    const tick = setInterval(() => (this.now = live.now()), TICK)
    const leave = live.subscribe(`session:${this.id}`, {
      onstate: (state) => {
        if (!isSnapshot(state)) return
        this.state = state
        this.people = state.people
        this.picks = state.picks
      },
      onmessage: (body) => {
        if (isMessage(body)) this.#take(body)
      },
      onpresence: (people) => (this.present = people),
      onclosed: () => (this.isClosed = true),
    })
    return () => {
      clearInterval(tick)
      leave()
    }
  }

  /** Takes over where the session stands, unless something newer is known already. */
  setState(state: LiveState): void {
    if (state.sequence >= this.state.sequence) this.state = state
  }

  /** Takes over what somebody picked. */
  setPick(pick: LivePick): void {
    const others = this.picks.filter(
      ({ person, phaseIndex }) => person !== pick.person || phaseIndex !== pick.phaseIndex
    )
    this.picks = pick.cards.length > 0 ? [...others, pick] : others
  }

  #take(message: SessionMessage): void {
    switch (message.kind) {
      case 'state':
        return this.setState(message.state)
      case 'picked':
        return this.setPick(message.pick)
      case 'joined':
        this.people = [...this.people.filter(({ id }) => id !== message.person.id), message.person]
        return
      case 'calledOff':
        this.isCalledOff = true
        return
      case 'left':
        this.people = this.people.filter(({ id }) => id !== message.person)
        this.picks = this.picks.filter(({ person }) => person !== message.person)
    }
  }
}

function isSnapshot(value: unknown): value is SessionSnapshot {
  return typeof value === 'object' && value !== null && 'sequence' in value && 'picks' in value
}

function isMessage(value: unknown): value is SessionMessage {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/** Where the session stands, from the answer to a step. */
export function stateIn(body: unknown): LiveState | null {
  if (typeof body !== 'object' || body === null || !('session' in body)) return null
  const { session } = body
  return isState(session) ? session : null
}

/** What was picked, from the answer to a draw or a choice. */
export function pickIn(body: unknown): LivePick | null {
  if (typeof body !== 'object' || body === null || !('pick' in body)) return null
  const { pick } = body
  return isPick(pick) ? pick : null
}

function isState(value: unknown): value is LiveState {
  return typeof value === 'object' && value !== null && 'sequence' in value
}

function isPick(value: unknown): value is LivePick {
  return typeof value === 'object' && value !== null && 'cards' in value
}
