import { kindOf } from '#core/errors/describe_error'
import { toRefusal } from '#core/errors/to_refusal'
import { reportError } from '#core/observability/error_reports'
import { deliver } from './deliver.js'
import { relayOnce } from './relay.js'
import { reconcileSchedules } from './schedules.js'
import type { EventTransport } from './transport.js'
import { sleepUnlessWoken, wakeUp, wakeUpCalls } from './wake_up.js'

const AT_ONCE = 16
const SHORTEST_REST_MS = 100
const LONGEST_REST_MS = 1_000
const REST_AFTER_ERROR_MS = 5_000

/** Where the worker tells that it could not reach its data. */
export interface WorkerLog {
  error(fields: Record<string, unknown>, message: string): void
}

/** Relays events and lets consumers handle them, until it is stopped. */
export class Worker {
  private isStopping = false
  private running: Promise<void> | undefined

  constructor(
    private readonly transport: EventTransport,
    private readonly log: WorkerLog,
    private readonly clock: () => Date = () => new Date()
  ) {}

  /** Begins to work. */
  start(): void {
    this.running ??= this.run()
  }

  /** Finishes what is being handled, and takes nothing more. */
  async stop(): Promise<void> {
    this.isStopping = true
    wakeUp()
    await this.running
  }

  /**
   * Does what is due now.
   *
   * @returns how much was done: 0 when there was nothing to do
   */
  async step(): Promise<number> {
    const relayed = await relayOnce(this.transport, this.clock())
    const taken = await this.transport.take(AT_ONCE, this.clock())
    for (const delivery of taken) {
      const outcome = await deliver(this.transport, delivery, this.clock())
      if (outcome !== 'buried') continue
      this.log.error({ event: delivery.event.id, consumer: delivery.consumer }, 'event buried')
    }
    return relayed + taken.length
  }

  private async run(): Promise<void> {
    let rest = SHORTEST_REST_MS
    let isReconciled = false
    while (!this.isStopping) {
      const calls = wakeUpCalls()
      try {
        if (!isReconciled) await reconcileSchedules(this.clock())
        isReconciled = true
        const done = await this.step()
        rest = done > 0 ? SHORTEST_REST_MS : Math.min(LONGEST_REST_MS, rest * 2)
        if (done === 0) await sleepUnlessWoken(rest, calls)
      } catch (error) {
        // The database may be away for a while; what is due stays due.
        this.log.error({ kind: kindOf(error) }, 'events wait')
        if (toRefusal(error).status === 500) reportError(error, { during: 'events' })
        await sleepUnlessWoken(REST_AFTER_ERROR_MS, wakeUpCalls())
      }
    }
  }
}
