import { parseTraceparent, type TraceContext } from '#core/observability/trace_context'
import { openTrace } from '#core/observability/tracing'
import { endsWith } from './channels.js'
import type { Connection } from './connection.js'
import type { Closing, LiveBus, LiveNotice } from './live_bus.js'
import type { PresenceStore } from './presence_store.js'
import { frameOf, LIVE_CLOSE, type PresentPerson } from './protocol.js'

/** Milliseconds for which arrivals are gathered, so that a full room does not announce each one. */
const GATHER = 100

/** The connections of this node, and what reaches them from every node. */
export class Hub {
  readonly connections = new Set<Connection>()
  readonly #listeners: ((notice: LiveNotice) => void)[] = []
  /** Channels whose people of this node are about to be told. */
  readonly #pending = new Set<string>()
  /** Channels whose people are being read, and whether they have to be read again. */
  readonly #reading = new Map<string, boolean>()
  #bus: LiveBus
  #presence: PresenceStore

  constructor(bus: LiveBus, presence: PresenceStore) {
    this.#bus = bus
    this.#presence = presence
    this.join(bus, presence)
  }

  /** Tells and hears the other nodes by these from now on. */
  join(bus: LiveBus, presence: PresenceStore): void {
    this.#bus = bus
    this.#presence = presence
    bus.listen((notice) => this.#receive(notice))
    presence.onChange((hasLostNode) => {
      for (const channel of this.#channels()) void this.#showPeople(channel)
      if (hasLostNode) this.#receive({ kind: 'missed' })
    })
  }

  /** Leaves the other nodes, which are told at once that this one's people have gone. */
  async leaveNodes(): Promise<void> {
    for (const channel of await this.#presence.stop()) this.#bus.send({ kind: 'presence', channel })
    await this.#bus.stop()
  }

  /** Tells every node. */
  send(notice: LiveNotice): void {
    this.#bus.send(notice)
  }

  /** Calls back for each notice of any node. */
  listen(listener: (notice: LiveNotice) => void): void {
    this.#listeners.push(listener)
  }

  /** Who is on a channel, on every node: each once, in the order of their names. */
  async people(channel: string): Promise<PresentPerson[]> {
    const all = [...(await this.#presence.others(channel)), ...this.#localPeople(channel)]
    const each = new Map(all.map((person) => [person.id, person]))
    return [...each.values()].sort((a, b) => a.name.localeCompare(b.name))
  }

  /** Tells every node, soon, who of this node's people is on a channel. */
  announce(channel: string): void {
    if (this.#pending.has(channel)) return
    this.#pending.add(channel)
    setTimeout(() => {
      this.#pending.delete(channel)
      void this.#presence
        .put(channel, this.#localPeople(channel))
        .then(() => this.#bus.send({ kind: 'presence', channel }))
    }, GATHER).unref()
  }

  /** Ends a connection's subscription. */
  leave(connection: Connection, channel: string): void {
    const subscription = connection.subscriptions.get(channel)
    connection.subscriptions.delete(channel)
    if (subscription?.presence) this.announce(channel)
  }

  #channels(): Set<string> {
    return new Set([...this.connections].flatMap(({ subscriptions }) => [...subscriptions.keys()]))
  }

  #localPeople(channel: string): PresentPerson[] {
    const people = new Map<string, PresentPerson>()
    for (const { signIn, subscriptions } of this.connections) {
      const subscription = subscriptions.get(channel)
      if (signIn && subscription?.presence) {
        people.set(signIn.person.id, { id: signIn.person.id, name: subscription.admission.name })
      }
    }
    return [...people.values()]
  }

  #receive(notice: LiveNotice): void {
    switch (notice.kind) {
      case 'message': {
        const { channel, sequence, body } = notice
        const startedAt = performance.now()
        this.#deliver(channel, frameOf({ v: 1, type: 'message', channel, sequence, body }))
        traceTelling(channel, parseTraceparent(notice.trace), startedAt)
        break
      }
      case 'presence':
        void this.#showPeople(notice.channel)
        break
      case 'close':
        this.#close(notice.closing)
        break
      case 'nodes':
      case 'missed':
        break
    }
    for (const listener of this.#listeners) listener(notice)
  }

  #deliver(channel: string, frame: Buffer): void {
    for (const connection of this.connections) connection.deliver(channel, frame)
  }

  /** Shows those who are on a channel who else is; once more when that changes meanwhile. */
  async #showPeople(channel: string): Promise<void> {
    const isWatched = [...this.connections].some(
      ({ subscriptions }) => subscriptions.get(channel)?.presence
    )
    if (!isWatched) return
    if (this.#reading.has(channel)) {
      this.#reading.set(channel, true)
      return
    }
    this.#reading.set(channel, false)
    const people = await this.people(channel)
    const isOld = this.#reading.get(channel)
    this.#reading.delete(channel)
    if (isOld) return this.#showPeople(channel)
    this.#deliver(channel, frameOf({ v: 1, type: 'presence', channel, people }))
  }

  #close({ channel, rightsChanged, ...whose }: Closing): void {
    for (const connection of this.connections) {
      if (!matches(connection, whose)) continue
      if (channel === undefined) {
        if (rightsChanged) connection.close(LIVE_CLOSE.rightsChanged, 'live.rightsChanged')
        else connection.close(LIVE_CLOSE.signInRequired, 'core.signInRequired')
        // A client that does not answer the farewell must hear nothing more all the same.
        for (const each of connection.subscriptions.keys()) this.leave(connection, each)
        continue
      }
      for (const each of [...connection.subscriptions.keys()]) {
        if (!endsWith(each, channel)) continue
        this.leave(connection, each)
        connection.send({ v: 1, type: 'closed', channel: each, code: 'live.closed' })
      }
    }
  }
}

function traceTelling(channel: string, teller: TraceContext | null, startedAt: number): void {
  if (!teller) return
  const [kind = ''] = channel.split(':')
  openTrace(`live tell ${kind}`, { kind: 'producer', startedAt }, teller).end()
}

function matches(
  { signIn }: Connection,
  whose: Omit<Closing, 'channel' | 'rightsChanged'>
): boolean {
  if (whose.person !== undefined && signIn?.person.id !== whose.person) return false
  if (whose.signInSession !== undefined && signIn?.id !== whose.signInSession) return false
  return whose.organisation === undefined || signIn?.organisation.id === whose.organisation
}
