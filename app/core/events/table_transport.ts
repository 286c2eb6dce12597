import { randomUUID } from 'node:crypto'
import { tenancy } from '#core/tenancy/tenancy'
import { allConsumers, consumersOf } from './consumers.js'
import { keepDeadLetter } from './dead_letters.js'
import { retellMissing } from './missing.js'
import { OUTBOX_COLUMNS, type OutboxRow, toEvent } from './outbox.js'
import { Signal } from './signal.js'
import { KEEP_EVERY_MS, type Delivery, type EventTransport } from './transport.js'

/** For how long a delivery is a taker's that does not say that it still works on it. */
export const LEASE_MS = 3 * KEEP_EVERY_MS

interface TakenRow extends OutboxRow {
  consumer: string
  attempts: number
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
  select t.consumer, t.attempts, ${OUTBOX_COLUMNS}
  from taken t join outbox o on o.id = t.event_id`

const arrivals = new Signal()

/** The embedded transport: a table. */
export const tableTransport: EventTransport = {
  // The embedded database has room for one transaction at a time.
  room: { deliveries: 16, scopes: 1 },
  arrivals,

  tend: () => tenancy.system('relay', leaveStream),

  async publish(publications, now) {
    const places = new Map(publications.map(({ id }) => [id, null]))
    const rows = publications.flatMap(({ id, name, organisation }) =>
      consumersOf(name).map((consumer) => ({
        event_id: id,
        consumer,
        organisation_id: organisation,
        due_at: now,
      }))
    )
    if (rows.length === 0) return places
    const columns = 'event_id uuid, consumer text, organisation_id uuid, due_at timestamptz'
    await tenancy.client().rawQuery(
      `insert into deliveries (event_id, consumer, organisation_id, due_at)
       select event_id, consumer, organisation_id, due_at from jsonb_to_recordset(?::jsonb) as r(${columns})
       where not exists (
         select from dead_letters d where d.event_id = r.event_id and d.consumer = r.consumer
       )
       on conflict do nothing`,
      [JSON.stringify(rows)]
    )
    tenancy.afterCommit(() => arrivals.wake())
    return places
  },

  take(limit, now) {
    const lease = randomUUID()
    const until = new Date(now.getTime() + LEASE_MS)
    return tenancy.system('relay', async () => {
      const { rows } = await tenancy
        .client()
        .rawQuery<{ rows: TakenRow[] }>(TAKE, { now, limit, lease, until })
      return rows.map((row): Delivery => ({
        event: toEvent(row),
        consumer: row.consumer,
        attempts: row.attempts,
        lease,
      }))
    })
  },

  async keep({ event, consumer, lease }, now) {
    const until = new Date(now.getTime() + LEASE_MS)
    await tenancy.system('relay', () =>
      tenancy
        .client()
        .from('deliveries')
        .where({ event_id: event.id, consumer, lease })
        .update({ leased_until: until })
    )
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
    await tenancy.system('relay', async () => {
      await keepDeadLetter(delivery, errorKind, now)
      await remove(delivery)
    })
  },

  announce: () => undefined,
  problem: () => null,
  problemOf: () => null,
  close: () => Promise.resolve(),
}

async function remove({ event, consumer, lease }: Delivery): Promise<void> {
  await tenancy.client().from('deliveries').where({ event_id: event.id, consumer, lease }).delete()
}

/** What a stream still had to bring when it was given up is handed over to the table. */
async function leaveStream(): Promise<void> {
  const client = tenancy.client()
  const left = await client
    .from('event_stream')
    .whereNotNull('identity')
    .forUpdate()
    .select('identity')
  if (left.length === 0) return
  const progress = allConsumers().map(({ name, event }) => ({
    consumer: name,
    event,
    through: null,
  }))
  await retellMissing(progress, 0, false)
  await client.from('event_consumers').delete()
  await client.from('event_stream').update({ identity: null, verified_at: null, problem: null })
}
