import { randomUUID } from 'node:crypto'
import { parseTraceparent, type TraceContext } from '#core/observability/trace_context'
import { openTrace } from '#core/observability/tracing'
import type { Connection } from './connection.js'
import type { Closing, LiveBus, LiveNotice } from './live_bus.js'
import { Presence } from './presence.js'
import { LIVE_CLOSE, type PresentPerson } from './protocol.js'

/** Milliseconds for which arrivals are gathered, so that a full room does not announce each one. */
const GATHER = 100

/** The connections of this node, and what reaches them from every node. */
export class Hub {
  readonly node = randomUUID()
  readonly connections = new Set<Connection>()
  readonly #presence = new Presence()
  readonly #pending = new Set<string>()

  constructor(readonly bus: LiveBus) {
    bus.listen((notice) => this.#receive(notice))
  }

  /** Who is on a channel, on every node. */
  people(channel: string): PresentPerson[] {
    return this.#presence.people(channel)
  }

  /** Tells every node, soon, who of this node's people is on a channel. */
  announce(channel: string): void {
    if (this.#pending.has(channel)) return
    this.#pending.add(channel)
    setTimeout(() => {
      this.#pending.delete(channel)
      const people = this.#localPeople(channel)
      this.bus.send({ kind: 'presence', channel, node: this.node, people })
    }, GATHER).unref()
  }

  /** Ends a connection's subscription. */
  leave(connection: Connection, channel: string): void {
    const subscription = connection.subscriptions.get(channel)
    connection.subscriptions.delete(channel)
    if (subscription?.presence) this.announce(channel)
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
        for (const connection of this.connections) {
          connection.deliver(channel, { v: 1, type: 'message', channel, sequence, body })
        }
        return traceTelling(channel, parseTraceparent(notice.trace), startedAt)
      }
      case 'presence': {
        const { channel } = notice
        this.#presence.update(channel, notice.node, notice.people)
        const people = this.#presence.people(channel)
        for (const connection of this.connections) {
          connection.deliver(channel, { v: 1, type: 'presence', channel, people })
        }
        return
      }
      case 'close':
        return this.#close(notice.closing)
      case 'nodes':
        return
    }
  }

  #close({ channel, rightsChanged, ...whose }: Closing): void {
    for (const connection of this.connections) {
      if (!matches(connection, whose)) continue
      if (channel === undefined) {
        if (rightsChanged) connection.close(LIVE_CLOSE.rightsChanged, 'live.rightsChanged')
        else connection.close(LIVE_CLOSE.signInRequired, 'core.signInRequired')
        // A client that does not answer the farewell must hear nothing more all the same.
        for (const each of connection.subscriptions.keys()) this.leave(connection, each)
      } else if (connection.subscriptions.has(channel)) {
        this.leave(connection, channel)
        connection.send({ v: 1, type: 'closed', channel, code: 'live.closed' })
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
