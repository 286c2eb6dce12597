import { kindOf } from '#core/errors/describe_error'
import { tenancy } from '#core/tenancy/tenancy'
import { backOff, MAX_ATTEMPTS } from './back_off.js'
import { findConsumer } from './consumers.js'
import type { Consumer, Event } from './event.js'
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
  try {
    if (delivery.attempts > MAX_ATTEMPTS) throw new AbandonedError()
    const consumer = findConsumer(delivery.consumer)
    if (!consumer) throw new UnknownConsumerError()
    await handleOnce(consumer, delivery.event)
  } catch (error) {
    if (delivery.attempts >= MAX_ATTEMPTS) {
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

/** The effect and the note that it has happened are committed together, or neither is. */
async function handleOnce(consumer: Consumer, event: Event): Promise<void> {
  if (consumer.isOutsideScope) {
    if (await inScopeOf(event, () => isNoted(consumer, event))) return
    await consumer.handle(event)
    await inScopeOf(event, () => note(consumer, event))
    return
  }
  await inScopeOf(event, async () => {
    if (await note(consumer, event)) await consumer.handle(event)
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

/** Notes that a consumer has handled an event; false when that was noted before. */
async function note(consumer: Consumer, event: Event): Promise<boolean> {
  const noted = await tenancy
    .client()
    .rawQuery<{ rowCount: number }>(
      `insert into inbox (event_id, consumer, organisation_id) values (?, ?, nullif(?, '')::uuid) on conflict do nothing`,
      [event.id, consumer.name, event.organisation ?? '']
    )
  return noted.rowCount > 0
}
