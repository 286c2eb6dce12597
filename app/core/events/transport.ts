import type { Event } from './event.js'

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
}

/** Carries events from the outbox to consumers. The outbox stays the record. */
export interface EventTransport {
  /** Hands events over to their consumers, inside the relay's scope. Handing over twice is harmless. */
  publish(publications: readonly Publication[], now: Date): Promise<void>

  /** Takes what is due, for a limited time: who does not settle it in time loses it to another. */
  take(limit: number, now: Date): Promise<Delivery[]>

  /** The consumer has handled it. */
  acknowledge(delivery: Delivery): Promise<void>

  /** It failed, and is to be taken again from then on. */
  retry(delivery: Delivery, dueAt: Date): Promise<void>

  /** It failed too often: it moves to the dead letters. */
  bury(delivery: Delivery, errorKind: string, now: Date): Promise<void>
}
