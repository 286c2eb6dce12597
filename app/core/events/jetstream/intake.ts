import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { ConsumerInfo, ConsumerMessages, JetStreamClient, JsMsg } from '@nats-io/jetstream'
import { isId } from '#core/is_id'
import { Signal } from '../signal.js'
import { ACK_WAIT_MS } from './stream.js'

/** A message that has come for a consumer. */
export interface Arrival {
  /** The event's id. */
  event: string
  consumer: string
  attempts: number
  lease: string
}

interface Held {
  message: JsMsg
  consumer: string
}

/** One consumer's messages leave room for those of others. */
const MOST_OF_ONE = 200
const ASKED_AGAIN_MS = 5_000
const REST_AFTER_ERROR_MS = 250

/** Fetches messages for each durable, and keeps them ours until they are settled. */
export class Intake {
  readonly #client: JetStreamClient
  readonly #arrivals: Signal
  readonly #settled = new Signal()
  readonly #held = new Map<string, Held>()
  readonly #waiting: Arrival[] = []
  readonly #heldOf = new Map<string, number>()
  readonly #fetching = new Map<string, ConsumerMessages | undefined>()
  readonly #beat: NodeJS.Timeout
  #isClosed = false

  constructor(client: JetStreamClient, arrivals: Signal) {
    this.#client = client
    this.#arrivals = arrivals
    this.#beat = setInterval(() => {
      for (const { message } of this.#held.values()) message.working()
    }, ACK_WAIT_MS / 3)
    this.#beat.unref()
  }

  /** Begins to fetch for each of these consumers, unless that has begun. */
  begin(durables: ReadonlyMap<string, ConsumerInfo>): void {
    for (const [consumer, info] of durables) {
      if (this.#isClosed || this.#fetching.has(consumer)) continue
      this.#fetching.set(consumer, undefined)
      void this.#fetch(consumer, info)
    }
  }

  /** What has come and was not taken yet, oldest first. */
  take(limit: number): Arrival[] {
    return this.#waiting.splice(0, limit)
  }

  /** Puts back what was taken and could not be looked at. */
  putBack(arrivals: readonly Arrival[]): void {
    this.#waiting.unshift(...arrivals)
  }

  /** Settles a message, and waits until the server has noted it. */
  async acknowledge(lease: string): Promise<void> {
    // When that fails the message comes again, and is found in the inbox.
    await this.#settle(lease)
      ?.ackAck()
      .catch(() => false)
  }

  /** Settles a message that is never to come again. */
  drop(lease: string): void {
    this.#settle(lease)?.term()
  }

  /** Gives a message back, to come again after so many milliseconds. */
  giveBack(lease: string, milliseconds: number): void {
    this.#settle(lease)?.nak(milliseconds)
  }

  /** Fetches no more, and gives back at once what nobody has taken. */
  close(): void {
    this.#isClosed = true
    clearInterval(this.#beat)
    for (const messages of this.#fetching.values()) messages?.stop()
    for (const { lease } of this.#waiting.splice(0)) this.giveBack(lease, 0)
    this.#settled.wake()
  }

  async #fetch(consumer: string, info: ConsumerInfo): Promise<void> {
    const durable = this.#client.consumers.getConsumerFromInfo(info)
    while (!this.#isClosed) {
      const { calls } = this.#settled
      const room = MOST_OF_ONE - (this.#heldOf.get(consumer) ?? 0)
      if (room < MOST_OF_ONE / 4) {
        await this.#settled.sleepUnlessWoken(ASKED_AGAIN_MS, calls)
        continue
      }
      try {
        const messages = await durable.fetch({ max_messages: room, expires: ASKED_AGAIN_MS })
        this.#fetching.set(consumer, messages)
        for await (const message of messages) this.#arrive(consumer, message)
      } catch {
        // The server is away, or the durable is until the worker has looked after the stream.
        await wait(REST_AFTER_ERROR_MS, undefined, { ref: false })
      }
    }
  }

  #arrive(consumer: string, message: JsMsg): void {
    const event = message.string()
    if (!isId(event)) {
      message.term()
      return
    }
    const lease = randomUUID()
    this.#held.set(lease, { message, consumer })
    this.#heldOf.set(consumer, (this.#heldOf.get(consumer) ?? 0) + 1)
    this.#waiting.push({ event, consumer, attempts: message.info.deliveryCount, lease })
    if (this.#isClosed) this.close()
    else this.#arrivals.wake()
  }

  #settle(lease: string): JsMsg | undefined {
    const held = this.#held.get(lease)
    if (!held) return undefined
    this.#held.delete(lease)
    this.#heldOf.set(held.consumer, (this.#heldOf.get(held.consumer) ?? 1) - 1)
    this.#settled.wake()
    return held.message
  }
}
