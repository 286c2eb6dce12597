import { untrack } from 'svelte'
import type { Exercise } from '#canvas/exercise/exercise'
import { followChannel } from '~/follow_channel'
import { live } from '~/live.svelte'
import { postJson } from '~/post_json'

/** How often the clock that the timer shows is looked at. Milliseconds. */
const TICK = 250

/** What goes on beside a canvas, kept up to date, and what a person does in it. */
export class ExerciseFollower {
  /** Null until it is known. */
  now = $state.raw<Exercise | null>(null)
  /** What time it is by the server's clock. Milliseconds since 1970. */
  time = $state(0)
  readonly #canvas: string
  readonly #part: string
  #asked = 0

  /** @param part what is asked for of the canvas: what one may know, or what everybody may */
  constructor(canvas: string, part: 'exercise' | 'present/exercise' = 'exercise') {
    this.#canvas = canvas
    this.#part = part
  }

  /** Follows it until the function that is returned is called. */
  follow(): () => void {
    // What is said of the clock later is no reason to follow anew.
    this.time = untrack(() => live.now())
    const tick = setInterval(() => (this.time = live.now()), TICK)
    const leave = followChannel(`exercise:${this.#canvas}`, () => this.#ask())
    return () => {
      clearInterval(tick)
      leave()
    }
  }

  /**
   * Does something in it.
   * @param what the last part of the route
   * @returns null when it was done, otherwise why not, or an empty text when nobody said
   */
  async act(what: string, fields: Record<string, unknown> = {}): Promise<string | null> {
    const answer = await postJson(`/canvases/${this.#canvas}/${what}`, fields)
    if (!answer.ok) return answer.message ?? ''
    if (isExercise(answer.body)) this.now = answer.body
    return null
  }

  /** Whether the exercise may be known; true too when that cannot be found out now. */
  async #ask(): Promise<boolean> {
    const asked = ++this.#asked
    const response = await fetch(`/canvases/${this.#canvas}/${this.#part}`, {
      headers: { accept: 'application/json' },
    }).catch(() => null)
    if (response?.status === 404) return false
    if (!response?.ok || asked !== this.#asked) return true
    const body: unknown = await response.json()
    if (isExercise(body)) this.now = body
    return true
  }
}

function isExercise(value: unknown): value is Exercise {
  return typeof value === 'object' && value !== null && 'reactions' in value && 'timer' in value
}
