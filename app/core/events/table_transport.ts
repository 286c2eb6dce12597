import { randomUUID } from 'node:crypto'
import { tenancy } from '#core/tenancy/tenancy'
import { consumersOf } from './consumers.js'
import type { EventName, EventPayloads } from './event.js'
import type { Delivery, EventTransport } from './transport.js'

/** How long a taker may keep a delivery. Longer than any consumer works. */
export const LEASE_MS = 60_000

interface TakenRow {
  event_id: string
  consumer: string
  attempts: number
  organisation_id: string | null
  person_id: string | null
  name: EventName
  version: number
  payload: EventPayloads[EventName]
  due_at: Date
  trace: string | null
}

// A lease is taken by one short statement, so that no transaction is open while a consumer works:
// the embedded database has room for one transaction at a time.
const TAKE = `
  with due as (
    select event_id, consumer from deliveries
    where due_at <= :now and (leased_until is null or leased_until <= :now)
    order by due_at limit :limit for update skip locked
  ), taken as (
    update deliveries d set lease = :lease, leased_until = :until, attempts = d.attempts + 1
    from due where d.event_id = due.event_id and d.consumer = due.consumer
    returning d.event_id, d.consumer, d.attempts
  )
  select t.event_id, t.consumer, t.attempts, o.organisation_id, o.person_id, o.name, o.version, o.payload,
    o.due_at, o.trace
  from taken t join outbox o on o.id = t.event_id`

/** The embedded transport: a table. */
export const tableTransport: EventTransport = {
  async publish(publications, now) {
    const rows = publications.flatMap(({ id, name, organisation }) =>
      consumersOf(name).map((consumer) => ({
        event_id: id,
        consumer,
        organisation_id: organisation,
        due_at: now,
      }))
    )
    if (rows.length === 0) return
    const columns = 'event_id uuid, consumer text, organisation_id uuid, due_at timestamptz'
    await tenancy.client().rawQuery(
      `insert into deliveries (event_id, consumer, organisation_id, due_at)
       select event_id, consumer, organisation_id, due_at from jsonb_to_recordset(?::jsonb) as r(${columns})
       on conflict do nothing`,
      [JSON.stringify(rows)]
    )
  },

  take(limit, now) {
    const lease = randomUUID()
    const until = new Date(now.getTime() + LEASE_MS)
    return tenancy.system('relay', async () => {
      const { rows } = await tenancy
        .client()
        .rawQuery<{ rows: TakenRow[] }>(TAKE, { now, limit, lease, until })
      return rows.map((row): Delivery => ({
        event: {
          id: row.event_id,
          name: row.name,
          version: row.version,
          organisation: row.organisation_id,
          person: row.person_id,
          payload: row.payload,
          dueAt: row.due_at,
          trace: row.trace,
        },
        consumer: row.consumer,
        attempts: row.attempts,
        lease,
      }))
    })
  },

  acknowledge(delivery) {
    return tenancy.system('relay', () => remove(delivery))
  },

  async retry({ event, consumer, lease }, dueAt) {
    await tenancy.system('relay', () =>
      tenancy
        .client()
        .from('deliveries')
        .where({ event_id: event.id, consumer, lease })
        .update({ due_at: dueAt, lease: null, leased_until: null })
    )
  },

  async bury(delivery, errorKind, now) {
    const { event, consumer, attempts } = delivery
    await tenancy.system('relay', async () => {
      await tenancy.client().rawQuery(
        `insert into dead_letters (event_id, consumer, organisation_id, attempts, error_kind, failed_at)
         values (?, ?, nullif(?, '')::uuid, ?, ?, ?)
         on conflict (event_id, consumer) do update
         set attempts = excluded.attempts, error_kind = excluded.error_kind, failed_at = excluded.failed_at`,
        [event.id, consumer, event.organisation ?? '', attempts, errorKind.slice(0, 100), now]
      )
      await remove(delivery)
    })
  },
}

async function remove({ event, consumer, lease }: Delivery): Promise<void> {
  await tenancy.client().from('deliveries').where({ event_id: event.id, consumer, lease }).delete()
}
