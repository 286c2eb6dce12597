import { kindOf } from '#core/errors/describe_error'
import { toRefusal } from '#core/errors/to_refusal'
import { reportError } from '#core/observability/error_reports'
import { findConsumer } from './consumers.js'
import { deliver, deliverTogether } from './deliver.js'
import { Lanes } from './lanes.js'
import { relayOnce } from './relay.js'
import { reconcileSchedules } from './schedules.js'
import { noteProblem } from './stream_memory.js'
import { KEEP_EVERY_MS, type Delivery, type EventTransport } from './transport.js'
import { outboxSignal } from './wake_up.js'

const IN_ONE_SCOPE = 50
const SHORTEST_REST_MS = 100
const LONGEST_REST_MS = 1_000
const FIRST_REST_AFTER_ERROR_MS = 250
const LONGEST_REST_AFTER_ERROR_MS = 5_000
const TEND_EVERY_MS = 15_000

/** Where the worker tells that it could not reach its data. */
export interface WorkerLog {
  error(fields: Record<string, unknown>, message: string): void
}

/** Relays events and lets consumers handle them, until it is stopped. */
export class Worker {
  private isStopping = false
  private running: Promise<unknown> | undefined
  private readonly scopes: Lanes
  private held = 0

  constructor(
    private readonly transport: EventTransport,
    private readonly log: WorkerLog,
    private readonly clock: () => Date = () => new Date()
  ) {
    this.scopes = new Lanes(transport.room.scopes)
  }

  /** Begins to work. */
  start(): void {
    this.running ??= Promise.all([this.runRelay(), this.runConsumers()])
  }

  /** Finishes what is being handled, and takes nothing more. */
  async stop(): Promise<void> {
    this.isStopping = true
    outboxSignal.wake()
    this.transport.arrivals.wake()
    await this.running
  }

  /**
   * Does what is due now.
   *
   * @returns how much was done: 0 when there was nothing to do
   */
  async step(): Promise<number> {
    const relayed = await relayOnce(this.transport, this.clock())
    const taken = await this.transport.take(this.transport.room.deliveries, this.clock())
    await Promise.all(together(taken).map((group) => this.handle(group)))
    return relayed + taken.length
  }

  private async runRelay(): Promise<void> {
    let isReconciled = false
    let tendAt = 0
    await this.repeat(outboxSignal, async () => {
      try {
        if (!isReconciled) await reconcileSchedules(this.clock())
        isReconciled = true
        if (performance.now() >= tendAt) {
          await this.transport.tend()
          tendAt = performance.now() + TEND_EVERY_MS
        }
        const relayed = await relayOnce(this.transport, this.clock())
        await noteProblem(null)
        return relayed
      } catch (error) {
        tendAt = 0
        await noteProblem(this.transport.problemOf(error)).catch(() => undefined)
        throw error
      }
    })
  }

  private async runConsumers(): Promise<void> {
    const { room, arrivals } = this.transport
    const working = new Set<Promise<void>>()
    await this.repeat(arrivals, async () => {
      if (this.held >= room.deliveries) await Promise.race(working)
      const taken = await this.transport.take(room.deliveries - this.held, this.clock())
      for (const group of together(taken)) {
        this.held += group.length
        const work: Promise<void> = this.handle(group).finally(() => {
          this.held -= group.length
          working.delete(work)
        })
        working.add(work)
      }
      return taken.length
    })
    await Promise.all(working)
  }

  /** Does something again and again, at once after it has done something, and rests otherwise. */
  private async repeat(
    signal: EventTransport['arrivals'],
    work: () => Promise<number>
  ): Promise<void> {
    let rest = SHORTEST_REST_MS
    let restAfterError = FIRST_REST_AFTER_ERROR_MS
    while (!this.isStopping) {
      const { calls } = signal
      try {
        const done = await work()
        restAfterError = FIRST_REST_AFTER_ERROR_MS
        rest = done > 0 ? SHORTEST_REST_MS : Math.min(LONGEST_REST_MS, rest * 2)
        if (done === 0) await signal.sleepUnlessWoken(rest, calls)
      } catch (error) {
        // The database or the transport may be away for a while; what is due stays due.
        this.report(error)
        await signal.sleepUnlessWoken(restAfterError, signal.calls)
        restAfterError = Math.min(LONGEST_REST_AFTER_ERROR_MS, restAfterError * 2)
      }
    }
  }

  private async handle(group: readonly Delivery[]): Promise<void> {
    const [first] = group
    const consumer = first && findConsumer(first.consumer)
    const work = () => this.deliverAll(group)
    const keeping = setInterval(() => void this.keep(group), KEEP_EVERY_MS)
    try {
      // What works outside any scope may take long, and keeps no connection meanwhile.
      await (consumer?.isOutsideScope ? work() : this.scopes.run(work))
    } catch (error) {
      this.report(error)
      await this.giveBack(group)
    } finally {
      clearInterval(keeping)
    }
  }

  /** While the data are away there is nobody else who could take it. */
  private async keep(group: readonly Delivery[]): Promise<void> {
    await Promise.allSettled(group.map((delivery) => this.transport.keep(delivery, this.clock())))
  }

  private async deliverAll(group: readonly Delivery[]): Promise<void> {
    if (group.length > 1 && (await deliverTogether(this.transport, group, this.clock()))) return
    for (const delivery of group) {
      const outcome = await deliver(this.transport, delivery, this.clock())
      if (outcome !== 'buried') continue
      this.log.error({ event: delivery.event.id, consumer: delivery.consumer }, 'event buried')
    }
  }

  /** What could not be settled comes again; what was settled is not the taker's any more. */
  private async giveBack(group: readonly Delivery[]): Promise<void> {
    const dueAt = new Date(this.clock().getTime() + LONGEST_REST_MS)
    const given = group.map((delivery) => this.transport.retry(delivery, dueAt))
    await Promise.allSettled(given)
  }

  private report(error: unknown): void {
    this.log.error({ kind: kindOf(error) }, 'events wait')
    const isExpected = this.transport.problemOf(error) !== null || toRefusal(error).status !== 500
    if (!isExpected) reportError(error, { during: 'events' })
  }
}

/** Puts deliveries together that may share a scope: one consumer's, of one organisation. */
function together(deliveries: readonly Delivery[]): Delivery[][] {
  const open = new Map<string, Delivery[]>()
  const groups: Delivery[][] = []
  for (const delivery of deliveries) {
    const { organisation } = delivery.event
    const shares = organisation !== null && !findConsumer(delivery.consumer)?.isOutsideScope
    const key = shares ? `${delivery.consumer} ${organisation}` : ''
    const group = open.get(key)
    if (shares && group && group.length < IN_ONE_SCOPE) {
      group.push(delivery)
    } else {
      const started = [delivery]
      groups.push(started)
      if (shares) open.set(key, started)
    }
  }
  return groups
}
