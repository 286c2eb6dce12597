import { sharing } from './camera'
import { Glide } from './glide'
import type { Other, Others } from './others'
import type { Presence } from './presence'
import type { Viewpoint } from './viewpoint'

/** What following works on, and whom it tells. */
export interface FollowingRoom {
  others: Others
  presence: Presence
  viewpoint: Viewpoint
  /** Whether the person may bring the others to where they look, and screens show their view. */
  leads: boolean
  /** Whom one follows has changed, or whether one calls everybody. */
  changed: () => void
}

/** Whom somebody follows, and why. */
export interface Followed {
  client: number
  person: Other['person']
  /** They brought everybody here; otherwise the person chose to follow. */
  called: boolean
}

/** Keeps in view what somebody else sees, until the person moves the view themselves. */
export class Following {
  readonly #room: FollowingRoom
  readonly #stop: () => void
  #followed: Followed | null = null
  /** The last call of each client that was heard, followed or left. */
  readonly #heard = new Map<number, number>()
  #calling: number | null = null
  readonly #glide: Glide

  constructor(room: FollowingRoom) {
    this.#room = room
    this.#glide = new Glide(room.viewpoint, () => {
      const sight = this.#followed && room.others.get(this.#followed.client)?.sight
      return sight ? sharing(sight, room.viewpoint.size) : null
    })
    this.#stop = room.others.subscribe((clients) => this.#take(clients))
    this.#take(room.others.all().map(({ client }) => client))
  }

  destroy() {
    this.#stop()
    this.#glide.stop()
  }

  get followed(): Followed | null {
    return this.#followed
  }

  /** Whether this person brings everybody to where they look. */
  get isCalling(): boolean {
    return this.#calling !== null
  }

  /** Follows what somebody sees from now on. */
  follow(client: number) {
    const other = this.#room.others.get(client)
    if (other) this.#begin({ client, person: other.person, called: false })
  }

  /** Looks for oneself again. */
  leave() {
    if (!this.#followed) return
    this.#followed = null
    this.#glide.stop()
    this.#room.presence.follows = null
    this.#room.changed()
  }

  /** Brings everybody to what is in view here, or lets them go. */
  call(calling: boolean) {
    if (calling) this.leave()
    this.#calling = calling ? Math.floor(Math.random() * 2 ** 31) : null
    this.#room.presence.calls = this.#calling
    this.#room.changed()
  }

  /** The view has moved; those who follow are told. */
  moved(own: boolean) {
    if (own) this.leave()
    this.#tellSight()
  }

  #begin(followed: Followed) {
    this.#followed = followed
    this.#room.presence.follows = followed.client
    this.#tellSight()
    this.#room.changed()
    this.#glide.start()
  }

  #take(clients: readonly number[]) {
    const { others } = this.#room
    for (const client of clients) {
      const other = others.get(client)
      if (client === this.#followed?.client) {
        if (!other || (this.#followed.called && other.calls === undefined)) this.leave()
        else this.#glide.start()
      }
      const call = other?.calls
      if (!other || call === undefined || this.#heard.get(client) === call) continue
      this.#heard.set(client, call)
      // Whoever calls last has everybody.
      if (this.#calling !== null) this.call(false)
      this.#begin({ client, person: other.person, called: true })
    }
    this.#tellSight()
  }

  /** Who follows somebody tells no sight: two who followed each other would drive each other away. */
  #tellSight() {
    const { others, presence, viewpoint, leads } = this.#room
    const isWanted = leads || others.areFollowing
    presence.sight = isWanted && !this.#followed ? viewpoint.sight : null
  }
}
