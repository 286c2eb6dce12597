import { v7 as newId } from 'uuid'
import { tenancy } from '#core/tenancy/tenancy'
import type { EventName, EventPayloads } from './event.js'

/** A fact about the whole appliance that repeats. */
export interface Schedule<Name extends EventName = EventName> {
  /** Unique in the product. */
  name: string
  event: Name
  payload: EventPayloads[Name]
  everySeconds: number
}

const declared = new Map<string, Schedule>()

/** Declares an event that repeats. */
export function defineSchedule<Name extends EventName>(schedule: Schedule<Name>): void {
  declared.set(schedule.name, schedule)
}

/** Brings the stored schedules to what this release declares; a changed period starts anew. */
export function reconcileSchedules(now: Date): Promise<void> {
  return tenancy.system('relay', async () => {
    const client = tenancy.client()
    for (const { name, event, everySeconds } of declared.values()) {
      await client.rawQuery(
        `insert into schedules (name, event, every_seconds, next_due_at) values (:name, :event, :everySeconds, :now)
         on conflict (name) do update
         set event = excluded.event, every_seconds = excluded.every_seconds, next_due_at = excluded.next_due_at
         where schedules.event <> excluded.event or schedules.every_seconds <> excluded.every_seconds`,
        { name, event, everySeconds, now }
      )
    }
    await client
      .from('schedules')
      .whereNotIn('name', [...declared.keys()])
      .delete()
  })
}

/**
 * Writes an event for every schedule that is due, inside the relay's scope. The row's lock lets
 * one process alone do it; occurrences that were missed while nothing ran count as one.
 *
 * @returns how many
 */
export async function emitDueSchedules(now: Date): Promise<number> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { name: string }[] }>(
    `update schedules set next_due_at = cast(:now as timestamptz) + every_seconds * interval '1 second'
     where next_due_at <= :now returning name`,
    { now }
  )
  for (const { name } of rows) {
    const schedule = declared.get(name)
    if (!schedule) continue
    await tenancy
      .client()
      .table('outbox')
      .insert({
        id: newId(),
        name: schedule.event,
        payload: JSON.stringify(schedule.payload),
        due_at: now,
      })
  }
  return rows.length
}
