import { v7 as newId } from 'uuid'
import { currentTraceparent } from '#core/observability/tracing'
import { tenancy } from '#core/tenancy/tenancy'
import type { EventName, EventPayloads } from './event.js'
import { wakeUp } from './wake_up.js'

/** What is to be told. */
export interface NewEvent<Name extends EventName> {
  name: Name
  payload: EventPayloads[Name]
  /** When it is to be told; at once when absent. */
  dueAt?: Date
  /** Raised when the meaning of the payload changes. */
  version?: number
}

/** The way for things to happen later, and exactly once for each consumer. */
export const events = {
  /**
   * Tells a fact to whoever reacts to it, once the current scope is committed; never when it is
   * rolled back. Organisation and person are those of the scope.
   *
   * @returns the event's id
   * @throws NoScopeError outside a scope
   */
  async emit<Name extends EventName>(event: NewEvent<Name>): Promise<string> {
    const id = newId()
    await tenancy.client().rawQuery(
      `insert into outbox (id, organisation_id, person_id, name, version, payload, due_at, trace)
       values (?, nullif(current_setting('app.organisation_id', true), '')::uuid,
         nullif(current_setting('app.person_id', true), '')::uuid, ?, ?, ?,
         coalesce(nullif(?, '')::timestamptz, now()), nullif(?, ''))`,
      [
        id,
        event.name,
        event.version ?? 1,
        JSON.stringify(event.payload),
        event.dueAt?.toISOString() ?? '',
        currentTraceparent() ?? '',
      ]
    )
    tenancy.afterCommit(wakeUp)
    return id
  },
}
