import {
  type ConsumerInfo,
  jetstream,
  type JetStreamClient,
  jetstreamManager,
} from '@nats-io/jetstream'
import { headers, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node'
import { tenancy } from '#core/tenancy/tenancy'
import { allConsumers } from '../consumers.js'
import { keepDeadLetter } from '../dead_letters.js'
import { retellMissing } from '../missing.js'
import { OUTBOX_COLUMNS, type OutboxRow, toEvent } from '../outbox.js'
import { Signal } from '../signal.js'
import { readStreamMemory } from '../stream_memory.js'
import type { Delivery, EventTransport, Publication } from '../transport.js'
import { outboxSignal } from '../wake_up.js'
import { connectNats, hasExpired, type NatsSettings } from './connect.js'
import { Intake } from './intake.js'
import { type EventsProblem, problemOf, unavailable } from './nats_errors.js'
import {
  declareDurables,
  declareStream,
  durableOf,
  findStream,
  listDurables,
  removeOtherDurables,
  STREAM,
  subjectOf,
} from './stream.js'
import { forgetOtherConsumers, rememberConsumers, takeUpStream } from './take_up_stream.js'

const WAKE = 'belvedere.wake'
const PUBLISH_MS = 5_000

/** An event as it is read for consumers, and those of them in whose dead letters it lies. */
interface ReadRow extends OutboxRow {
  buried: string[] | null
}

/**
 * NATS JetStream. A message says which event it is and nothing else: whoever reads the stream
 * learns nothing, and whoever writes to it can tell no lie, because what happened is read from the
 * outbox.
 */
export class JetStreamTransport implements EventTransport {
  readonly room = { deliveries: 512, scopes: 6 }
  readonly arrivals = new Signal()
  readonly #connection: NatsConnection
  readonly #client: JetStreamClient
  readonly #intake: Intake
  #problem: EventsProblem | null = null
  #hasTended = false
  #durables: ReadonlyMap<string, ConsumerInfo> = new Map()

  private constructor(
    connection: NatsConnection,
    private readonly settings: NatsSettings,
    private readonly replicas: number
  ) {
    this.#connection = connection
    this.#client = jetstream(connection)
    this.#intake = new Intake(this.#client, this.arrivals)
    void this.#watch()
  }

  /**
   * Connects, and makes sure that the stream there is not another appliance's.
   *
   * @param replicas how many servers of a cluster keep each event
   * @throws EventsUnavailableError with what is wrong
   */
  static async open(settings: NatsSettings, replicas: number): Promise<JetStreamTransport> {
    const connection = await connectNats(settings)
    try {
      const manager = await jetstreamManager(connection).catch((error: unknown) => {
        // Nobody answers for JetStream on a server that does.
        const problem = problemOf(error)
        const isNamed = problem !== null && problem !== 'unreachable'
        throw unavailable(isNamed ? problem : 'withoutJetStream', error)
      })
      const { appliance } = await tenancy.system('relay', readStreamMemory)
      await findStream(manager, appliance)
      return new JetStreamTransport(connection, settings, replicas)
    } catch (error) {
      await connection.close()
      const problem = problemOf(error)
      throw problem ? unavailable(problem, error) : error
    }
  }

  async tend(): Promise<void> {
    const manager = await this.#client.jetstreamManager(false)
    const { appliance } = await tenancy.system('relay', readStreamMemory)
    const { created } = await declareStream(manager, appliance, this.replicas)
    const consumers = allConsumers()
    const durables = await declareDurables(manager, consumers)
    const names = consumers.map(({ name }) => name)
    if (!this.#hasTended) {
      // At the start alone: beside a worker of the next release this would go on for ever.
      await removeOtherDurables(manager, consumers)
      await tenancy.system('relay', () => forgetOtherConsumers(names))
      this.#connection.subscribe(WAKE, { callback: () => outboxSignal.wake() })
    }
    this.#hasTended = true

    await tenancy.system('relay', () => rememberConsumers(names))
    await takeUpStream(created)
    // First the end, then how far each has come: what comes in between counts as on its way.
    const { state } = await manager.streams.info(STREAM)
    const current = await listDurables(manager)
    const progress = consumers.flatMap(({ name, event }) => {
      const info = current.get(durableOf(name))
      if (!info) return []
      const isIdle = info.num_pending === 0 && info.num_ack_pending === 0
      const through = isIdle ? state.last_seq : info.ack_floor.stream_seq
      return [{ consumer: name, event, through }]
    })
    const count = await tenancy.system('relay', () => retellMissing(progress, state.last_seq, true))
    if (count > 0) outboxSignal.wake()
    this.#durables = durables
  }

  async publish(publications: readonly Publication[]): Promise<Map<string, number | null>> {
    // The client would keep messages until it is connected again.
    const problem = this.problem()
    if (problem) throw unavailable(problem)
    // Whoever finds the stream gone waits for this, and then sees what has been handed over.
    await tenancy.client().rawQuery('select identity from event_stream for share')
    const places = new Map<string, number | null>()
    const results = await Promise.allSettled(
      publications.map(async ({ id, name, trace, retold }) => {
        const { seq } = await this.#client.publish(subjectOf(name), id, {
          ...(trace && { headers: traceHeaders(trace) }),
          msgID: retold === 0 ? id : `${id}.${retold}`,
          expect: { streamName: STREAM },
          timeout: PUBLISH_MS,
          retries: 0,
        })
        places.set(id, seq)
      })
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed && places.size === 0) throw failed.reason
    return places
  }

  async take(limit: number): Promise<Delivery[]> {
    this.#intake.begin(this.#durables)
    const arrived = this.#intake.take(limit)
    if (arrived.length === 0) return []
    let rows: ReadRow[]
    try {
      rows = await readEvents(arrived.map(({ event }) => event))
    } catch (error) {
      // While the database is away they stay ours: given back they would use up their attempts.
      this.#intake.putBack(arrived)
      throw error
    }
    const events = new Map(rows.map((row) => [row.id, row]))
    return arrived.flatMap(({ event, consumer, attempts, lease }): Delivery[] => {
      const row = events.get(event)
      // What the outbox does not have is nothing that this appliance has told.
      if (!row || row.buried?.includes(consumer)) {
        this.#intake.drop(lease)
        return []
      }
      return [{ event: toEvent(row), consumer, attempts, lease }]
    })
  }

  // The intake says so of all that it holds.
  keep(): Promise<void> {
    return Promise.resolve()
  }

  acknowledge({ lease }: Delivery): Promise<void> {
    return this.#intake.acknowledge(lease)
  }

  async retry({ lease }: Delivery, dueAt: Date): Promise<void> {
    this.#intake.giveBack(lease, Math.max(0, dueAt.getTime() - Date.now()))
  }

  async bury(delivery: Delivery, errorKind: string, now: Date): Promise<void> {
    await tenancy.system('relay', () => keepDeadLetter(delivery, errorKind, now))
    this.#intake.drop(delivery.lease)
  }

  announce(): void {
    if (!this.#connection.isClosed()) this.#connection.publish(WAKE)
  }

  problem(): EventsProblem | null {
    const isRefused = this.#problem === 'unreachable' && isExpiredNow(this.settings)
    return isRefused ? 'certificateExpired' : this.#problem
  }

  problemOf(error: unknown): string | null {
    return problemOf(error)
  }

  async close(): Promise<void> {
    this.#intake.close()
    if (this.#problem) await this.#connection.close()
    else await this.#connection.drain().catch(() => undefined)
  }

  /**
   * Removes the stream, so that the next look after it makes a new one and tells everything again
   * that has not been handled.
   */
  async discard(): Promise<void> {
    const manager = await this.#client.jetstreamManager(false)
    const { appliance } = await tenancy.system('relay', readStreamMemory)
    if (await findStream(manager, appliance)) await manager.streams.delete(STREAM)
    await tenancy.system('relay', () =>
      tenancy.client().from('event_stream').update({ verified_at: null })
    )
  }

  /** Follows the connection. */
  async #watch(): Promise<void> {
    for await (const status of this.#connection.status()) {
      if (status.type === 'disconnect') this.#problem = 'unreachable'
      // Such as credentials that are refused when it connects again.
      if (status.type === 'error' && this.#problem)
        this.#problem = problemOf(status.error) ?? this.#problem
      if (status.type !== 'reconnect') continue
      this.#problem = null
      outboxSignal.wake()
    }
    this.#problem = 'unreachable'
  }
}

/** As `hasExpired`, while somebody may be replacing the file. */
function isExpiredNow(settings: NatsSettings): boolean {
  try {
    return hasExpired(settings)
  } catch {
    return false
  }
}

function readEvents(ids: readonly string[]): Promise<ReadRow[]> {
  return tenancy.system('relay', async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: ReadRow[] }>(
      `select ${OUTBOX_COLUMNS}, (
         select jsonb_agg(d.consumer) from dead_letters d where d.event_id = o.id
       ) as buried
       from outbox o
       where o.id = any (?::uuid[])`,
      [[...ids]]
    )
    return rows
  })
}

function traceHeaders(trace: string): MsgHdrs {
  const found = headers()
  found.set('traceparent', trace)
  return found
}
