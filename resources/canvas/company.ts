import type { Awareness } from 'y-protocols/awareness'
import type { Point } from '#canvas/bounds'
import { Following, type Followed } from './following'
import type { Other, Others } from './others'
import type { Gesture, Sample } from './pointers'
import { Presence, type Person } from './presence'
import type { Viewpoint } from './viewpoint'

/** How long light is shown where somebody points by keyboard. */
const POINT_MS = 1_000
const POINT_STEP_MS = 100

/** What the controls need to know of the others. */
export interface CompanyState {
  others: readonly Other[]
  followed: Followed | null
  /** This person brings everybody to where they look. */
  calling: boolean
}

/** What the company works on, and whom it tells. */
export interface CompanyRoom {
  awareness: Awareness
  person: Person
  others: Others
  viewpoint: Viewpoint
  /** Whether the person may bring the others to where they look. */
  leads: boolean
  /** Shows the light with which this person points, in canvas units. */
  light: (at: Point) => void
  /** What the controls need to know has changed. */
  changed: () => void
}

/** The others on the canvas: what they are told of this person, and whom this person follows. */
export class Company {
  readonly #room: CompanyRoom
  readonly #presence: Presence
  readonly #following: Following
  readonly #stop: () => void
  #pointing: ReturnType<typeof setInterval> | undefined

  constructor(room: CompanyRoom) {
    this.#room = room
    this.#presence = new Presence(room.awareness, room.person)
    this.#following = new Following({ ...room, presence: this.#presence })
    let known = ''
    this.#stop = room.others.subscribe(() => {
      // A cursor that moves is nothing that the controls show.
      const now = JSON.stringify(
        room.others
          .all()
          .map(({ client, person, words, follows }) => [client, person, words, follows])
      )
      if (now !== known) room.changed()
      known = now
    })
  }

  destroy() {
    clearInterval(this.#pointing)
    this.#stop()
    this.#following.destroy()
    this.#room.others.destroy()
    this.#presence.destroy()
  }

  get state(): CompanyState {
    return {
      others: this.#room.others.all(),
      followed: this.#following.followed,
      calling: this.#following.isCalling,
    }
  }

  /** Keeps in view what the window of a Yjs client sees. */
  follow(client: number) {
    this.#following.follow(client)
  }

  /** Looks for oneself again. */
  leave() {
    this.#following.leave()
  }

  /** Brings everybody to what is in view here, or lets them go. */
  call(calling: boolean) {
    this.#following.call(calling)
  }

  /** The view has moved, by the person's own hand or not. */
  moved(own: boolean) {
    this.#following.moved(own)
  }

  /** Shows the cursor there, in canvas units, or nowhere. */
  point(at: Point | null) {
    this.#presence.point(at)
  }

  /** Says something at the cursor for a while; without a pointer, in the middle of the view. */
  say(words: string) {
    if (!this.#presence.isPointing) this.#presence.point(this.#room.viewpoint.middle)
    this.#presence.say(words)
  }

  /** Points with light somewhere for a moment, for who uses no pointer; in canvas units. */
  pointAt(at: Point) {
    clearInterval(this.#pointing)
    let left = POINT_MS / POINT_STEP_MS
    this.#presence.laser = true
    this.#presence.point(at)
    this.#pointing = setInterval(() => {
      this.#room.light(at)
      if (left-- > 0) return
      clearInterval(this.#pointing)
      this.#presence.laser = false
    }, POINT_STEP_MS)
  }

  /** The gesture of pointing with light, which leaves a trail that fades. */
  laserGesture(from: Sample): Gesture {
    const { viewpoint, light } = this.#room
    const end = () => (this.#presence.laser = false)
    this.#presence.laser = true
    light(viewpoint.toWorld(from))
    return {
      move: (samples) => samples.forEach((sample) => light(viewpoint.toWorld(sample))),
      end,
      cancel: end,
    }
  }
}
