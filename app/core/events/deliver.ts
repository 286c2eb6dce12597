import { tenancy } from '#core/tenancy/tenancy'
import { backOff, MAX_ATTEMPTS } from './back_off.js'
import { findConsumer } from './consumers.js'
import type { Consumer, Event } from './event.js'
import type { Delivery, EventTransport } from './transport.js'

/** What became of a delivery. */
export type Outcome = 'handled' | 'retried' | 'buried'

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
  try {
    if (delivery.attempts > MAX_ATTEMPTS) throw new AbandonedError()
    const consumer = findConsumer(delivery.consumer)
    if (!consumer) throw new UnknownConsumerError()
    await handleOnce(consumer, delivery.event)
  } catch (error) {
    if (delivery.attempts >= MAX_ATTEMPTS) {
      await transport.bury(delivery, kindOf(error), now)
      return 'buried'
    }
    const wait = backOff(delivery.attempts, Math.random())
    await transport.retry(delivery, new Date(now.getTime() + wait))
    return 'retried'
  }
  await transport.acknowledge(delivery)
  return 'handled'
}

/** The effect and the note that it has happened are committed together, or neither is. */
function handleOnce(consumer: Consumer, event: Event): Promise<void> {
  const work = async () => {
    const noted = await tenancy
      .client()
      .rawQuery<{ rowCount: number }>(
        `insert into inbox (event_id, consumer, organisation_id) values (?, ?, nullif(?, '')::uuid) on conflict do nothing`,
        [event.id, consumer.name, event.organisation ?? '']
      )
    if (noted.rowCount > 0) await consumer.handle(event)
  }
  return event.organisation
    ? tenancy.run({ organisation: event.organisation }, work)
    : tenancy.system('worker', work)
}

/** An error's name and code: its message may quote data. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  return `${error.name}${code}`
}
