/**
 * The events of the product: name to payload. A module adds its own in its `events.ts`:
 *
 *     declare module '#core/events/event' {
 *       interface EventPayloads { 'accounts.personInvited': { invitation: string } }
 *     }
 *
 * A payload holds ids and never personal data: it outlives what it speaks of.
 */
export interface EventPayloads {
  /** An hour has passed; time to tidy up. */
  'core.hourPassed': Record<string, never>
}

/** The name of an event: `<module>.<whatHappened>`. */
export type EventName = keyof EventPayloads

/** A fact that has been committed. */
export interface Event<Name extends EventName = EventName> {
  id: string
  name: Name
  version: number
  /** Null for a fact about the whole appliance. */
  organisation: string | null
  /** Who did it; null for what no person did. */
  person: string | null
  payload: EventPayloads[Name]
  /** From when on it was to be told. */
  dueAt: Date
  /** W3C `traceparent` of what told it; null when that was not traced. */
  trace: string | null
}

/** Who reacts to an event. */
export interface Consumer<Name extends EventName = EventName> {
  /** Unique in the product and kept for ever: `<module>.<whatItDoes>`. */
  name: string
  event: Name
  /**
   * Whether it reacts outside any scope, because it reaches beyond the database, as mail does. An
   * effect there cannot be undone, so after a failure it may happen twice, but never not at all.
   */
  isOutsideScope?: true
  /** How often it is given an event before that goes to the dead letters; `MAX_ATTEMPTS` when absent. */
  attempts?: number
  /**
   * Reacts, inside a scope of the event's organisation (of the system part `worker` for a fact
   * about the whole appliance). An error undoes everything and is tried again later.
   */
  handle(event: Event<Name>): Promise<void>
}
