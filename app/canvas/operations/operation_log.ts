import type { Operation, Step } from './operation.js'

/** After so long without another change, what somebody did is done. Milliseconds. */
export const PAUSE = 2_000
/** Most operations that wait for being stored; what comes beyond is not recorded. */
const MOST_WAITING = 1_000

/** Puts the changes of each person together to what they did: a drag of a minute is one move. */
export class OperationLog {
  readonly #open = new Map<string, Operation>()
  #done: Operation[] = []

  /** @param now milliseconds since 1970 */
  note(person: string, step: Step, now: number): void {
    const open = this.#open.get(person)
    if (open && isSame(open, step) && now - open.at <= PAUSE) {
      open.at = now
      return
    }
    if (open) this.#finish(open)
    this.#open.set(person, { ...step, person, at: now })
  }

  /**
   * Takes out what is done: because of a pause, because its person has begun something else, or
   * because they have gone.
   */
  take(now: number, hasGone: (person: string) => boolean = () => false): Operation[] {
    for (const open of [...this.#open.values()]) {
      if (now - open.at > PAUSE || hasGone(open.person)) this.#finish(open)
    }
    const done = this.#done
    this.#done = []
    return done
  }

  /** Forgets all that somebody did and that was not taken. */
  drop(person: string): void {
    this.#open.delete(person)
    this.#done = this.#done.filter((each) => each.person !== person)
  }

  #finish(operation: Operation): void {
    this.#open.delete(operation.person)
    if (this.#done.length < MOST_WAITING) this.#done.push(operation)
  }
}

function isSame(one: Step, other: Step): boolean {
  return (
    one.kind === other.kind &&
    one.elements.length === other.elements.length &&
    one.elements.every((id, i) => id === other.elements[i])
  )
}
