import type { Event, EventName, EventPayloads } from './event.js'

/** An event as the outbox keeps it. */
export interface OutboxRow {
  id: string
  organisation_id: string | null
  person_id: string | null
  name: EventName
  version: number
  payload: EventPayloads[EventName]
  due_at: Date
  trace: string | null
}

/** What is read of an event, of the outbox named `o`. */
export const OUTBOX_COLUMNS =
  'o.id, o.organisation_id, o.person_id, o.name, o.version, o.payload, o.due_at, o.trace'

/** The event of a row. */
export function toEvent(row: OutboxRow): Event {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    organisation: row.organisation_id,
    person: row.person_id,
    payload: row.payload,
    dueAt: row.due_at,
    trace: row.trace,
  }
}
