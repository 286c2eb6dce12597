import { kindOf } from '#core/errors/describe_error'
import { parseTraceparent } from '#core/observability/trace_context'
import { tenancy } from '#core/tenancy/tenancy'
import { backOff, MAX_ATTEMPTS } from './back_off.js'
import { findConsumer } from './consumers.js'
import type { Consumer, Event } from './event.js'
import { FinalError } from './final_error.js'
import { observed, type Outcome, type Settled } from './observe_delivery.js'
import type { Delivery, EventTransport } from './transport.js'

/** A delivery names a consumer that this release does not have. */
class UnknownConsumerError extends Error {
  override name = 'UnknownConsumerError'
}

/** Whoever took a delivery before never said what became of it. */
class AbandonedError extends Error {
  override name = 'AbandonedError'
}

/** Lets a consumer handle an event, and settles the delivery by how that ends. */
export async function deliver(
  transport: EventTransport,
  delivery: Delivery,
  now: Date
): Promise<Outcome> {
  const { outcome } = await observed(delivery, now, () => settle(transport, delivery, now))
  return outcome
}

async function settle(transport: EventTransport, delivery: Delivery, now: Date): Promise<Settled> {
  const consumer = findConsumer(delivery.consumer)
  const most = consumer?.attempts ?? MAX_ATTEMPTS
  try {
    if (delivery.attempts > most) throw new AbandonedError()
    if (!consumer) throw new UnknownConsumerError()
    await handleOnce(consumer, delivery.event)
  } catch (error) {
    if (delivery.attempts >= most || error instanceof FinalError) {
      await transport.bury(delivery, kindOf(error), now)
      return { outcome: 'buried', error }
    }
    const wait = backOff(delivery.attempts, Math.random())
    await transport.retry(delivery, new Date(now.getTime() + wait))
    return { outcome: 'retried', error }
  }
  await transport.acknowledge(delivery)
  return { outcome: 'handled' }
}

/**
 * Lets a consumer handle several events of one organisation in one scope, which is what makes
 * thousands in a second possible. When one of them fails, none has happened.
 *
 * @returns whether all are handled; if not, each is to be delivered by itself
 */
export async function deliverTogether(
  transport: EventTransport,
  deliveries: readonly Delivery[],
  now: Date
): Promise<boolean> {
  const [first] = deliveries
  const consumer = first && findConsumer(first.consumer)
  if (!consumer || !first.event.organisation) return false
  if (consumer.isOutsideScope) return false
  // What is recorded is handled by itself, so that its trace shows what was done for it alone. A
  // trace that nobody records is told by every request.
  const areAlike = deliveries.every(
    ({ attempts, event }) =>
      attempts <= MAX_ATTEMPTS && parseTraceparent(event.trace)?.isRecorded !== true
  )
  if (!areAlike) return false
  try {
    await tenancy.run({ organisation: first.event.organisation }, async () => {
      const events = new Map(deliveries.map(({ event }) => [event.id, event]))
      for (const id of await note(consumer, [...events.values()])) {
        const event = events.get(id)
        if (event) await consumer.handle(event)
      }
    })
  } catch {
    return false
  }
  const acknowledge = async (delivery: Delivery): Promise<Settled> => {
    await transport.acknowledge(delivery)
    return { outcome: 'handled' }
  }
  await Promise.all(
    deliveries.map((delivery) => observed(delivery, now, () => acknowledge(delivery)))
  )
  return true
}

/** The effect and the note that it has happened are committed together, or neither is. */
async function handleOnce(consumer: Consumer, event: Event): Promise<void> {
  if (consumer.isOutsideScope) {
    if (await inScopeOf(event, () => isNoted(consumer, event))) return
    await consumer.handle(event)
    await inScopeOf(event, () => note(consumer, [event]))
    return
  }
  await inScopeOf(event, async () => {
    const noted = await note(consumer, [event])
    if (noted.length > 0) await consumer.handle(event)
  })
}

function inScopeOf<Result>(event: Event, work: () => Promise<Result>): Promise<Result> {
  return event.organisation
    ? tenancy.run({ organisation: event.organisation }, work)
    : tenancy.system('worker', work)
}

async function isNoted(consumer: Consumer, event: Event): Promise<boolean> {
  const noted = await tenancy
    .client()
    .rawQuery<{ rowCount: number }>('select from inbox where event_id = ? and consumer = ?', [
      event.id,
      consumer.name,
    ])
  return noted.rowCount > 0
}

/**
 * Notes that a consumer has handled events of one organisation.
 *
 * @returns the ids of those for which that was not noted before
 */
async function note(consumer: Consumer, events: readonly Event[]): Promise<string[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { event_id: string }[] }>(
    // In the order of ids, so that two who note the same events wait for each other and no more.
    `insert into inbox (event_id, consumer, organisation_id)
     select id::uuid, ?, nullif(?, '')::uuid
     from jsonb_array_elements_text(?::jsonb) as e(id) order by id
     on conflict do nothing returning event_id`,
    [consumer.name, events[0]?.organisation ?? '', JSON.stringify(events.map(({ id }) => id))]
  )
  return rows.map((row) => row.event_id)
}
