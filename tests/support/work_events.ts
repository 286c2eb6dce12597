import { allConsumers } from '#core/events/consumers'
import { openTransport } from '#core/events/open_transport'
import { tableTransport } from '#core/events/table_transport'
import type { EventTransport } from '#core/events/transport'
import { Worker } from '#core/events/worker'
import { asOwner } from './database.js'

let opened: Promise<EventTransport> | undefined
/** What failed and waits for its next attempt: `<event> <consumer>`. */
const retried = new Set<string>()

async function open(): Promise<EventTransport> {
  const transport = await openTransport()
  await transport.tend()
  if (transport === tableTransport) return transport
  const retry = transport.retry.bind(transport)
  transport.retry = (delivery, dueAt) => {
    retried.add(`${delivery.event.id} ${delivery.consumer}`)
    return retry(delivery, dueAt)
  }
  return transport
}

/** Whether something that has been handed over is still on its way to a consumer. */
async function isOnItsWay(): Promise<boolean> {
  const consumers = allConsumers().map(({ name, event }) => ({ name, event }))
  const found = await asOwner(
    `select from outbox o
     join jsonb_to_recordset(?::jsonb) as c(name text, event text) on c.event = o.name
     where o.sequence is not null
       and not exists (select from inbox i where i.event_id = o.id and i.consumer = c.name)
       and not exists (select from dead_letters d where d.event_id = o.id and d.consumer = c.name)
       and not (?::jsonb @> to_jsonb(o.id || ' ' || c.name)) limit 1`,
    [JSON.stringify(consumers), JSON.stringify([...retried])]
  )
  return found.length > 0
}

/** Lets consumers handle every event that is due, as the worker does in the background. */
export async function workEvents(): Promise<void> {
  opened ??= open()
  const transport = await opened
  // Ahead of the database's own clock, so that what is due at once is due.
  const clock = () => new Date(Date.now() + 60_000)
  const worker = new Worker(transport, { error: () => undefined }, clock)
  for (;;) {
    const { calls } = transport.arrivals
    if ((await worker.step()) > 0) continue
    if (transport === tableTransport || !(await isOnItsWay())) return
    await transport.arrivals.sleepUnlessWoken(50, calls)
  }
}
