import type { Event } from './event.js'
import type { Signal } from './signal.js'

/** How often a worker says that it still works on what it has taken. Milliseconds. */
export const KEEP_EVERY_MS = 20_000

/** An event on its way to one consumer. */
export interface Delivery {
  event: Event
  consumer: string
  /** How often it has been taken, this time included. */
  attempts: number
  /** Proves that the delivery is still this taker's. */
  lease: string
}

/** An event that is ready to be handed over. */
export interface Publication {
  id: string
  name: string
  organisation: string | null
  /** W3C `traceparent` of what told it, for the header of a message; null when there is none. */
  trace: string | null
  /** How often it has been handed over before, and was lost or is to be handled once more. */
  retold: number
}

/** Carries events from the outbox to consumers. The outbox stays the record. */
export interface EventTransport {
  /** What a worker takes at once at most, and how many scopes it then works in beside each other. */
  readonly room: { deliveries: number; scopes: number }

  /** Woken when there may be something to take. */
  readonly arrivals: Signal

  /**
   * Brings it to the consumers that this release declares, and has told again what it has lost.
   * Called at the start, every now and then, and after an error.
   *
   * @throws when it cannot be reached or used
   */
  tend(): Promise<void>

  /**
   * Hands events over to their consumers, inside the relay's scope. Handing over twice is harmless.
   *
   * @returns the ids of those that it has for certain, with the place of each where it keeps one
   * @throws when it could take none
   */
  publish(publications: readonly Publication[], now: Date): Promise<Map<string, number | null>>

  /** Takes what is due, for a limited time: who neither keeps nor settles it loses it to another. */
  take(limit: number, now: Date): Promise<Delivery[]>

  /** It is still being worked on, and stays this taker's for another while. */
  keep(delivery: Delivery, now: Date): Promise<void>

  /** The consumer has handled it. */
  acknowledge(delivery: Delivery): Promise<void>

  /** It failed, and is to be taken again from then on. */
  retry(delivery: Delivery, dueAt: Date): Promise<void>

  /** It failed too often: it moves to the dead letters. */
  bury(delivery: Delivery, errorKind: string, now: Date): Promise<void>

  /** Tells the workers of other processes that something may be due in the outbox. */
  announce(): void

  /** A fixed word for what keeps this process from it; null when nothing does. */
  problem(): string | null

  /** A fixed word for what an error of it means; null for what is no error of it. */
  problemOf(error: unknown): string | null

  /** Gives back what has been taken and not settled, and lets go of connections. */
  close(): Promise<void>
}
