import { tenancy } from '#core/tenancy/tenancy'
import { allConsumers } from '../consumers.js'
import { retellMissing } from '../missing.js'
import { readStreamMemory } from '../stream_memory.js'
import { outboxSignal } from '../wake_up.js'

/** Notes, inside the relay's scope, from when on the stream keeps events for each consumer. */
export async function rememberConsumers(names: readonly string[]): Promise<void> {
  await tenancy.client().rawQuery(
    `insert into event_consumers (name, since)
     select name, now() - interval '1 minute' from jsonb_array_elements_text(?::jsonb) as n(name)
     on conflict do nothing`,
    [JSON.stringify(names)]
  )
}

/** Forgets, inside the relay's scope, consumers that there are no more. */
export async function forgetOtherConsumers(names: readonly string[]): Promise<void> {
  await tenancy
    .client()
    .from('event_consumers')
    .whereNotIn('name', [...names])
    .delete()
}

/**
 * Has everything told that the stream of before may have held, and remembers the new one, unless
 * this is the one that is known.
 *
 * @param identity of the stream that there is now
 */
export async function takeUpStream(identity: string): Promise<void> {
  const known = await tenancy.system('relay', readStreamMemory)
  if (known.identity !== identity) await tenancy.system('relay', () => takeUp(identity))
}

async function takeUp(identity: string): Promise<void> {
  const client = tenancy.client()
  // Waits for those who are handing over, so that the next statement sees what they have.
  const { rows } = await client.rawQuery<{ rows: { identity: string | null }[] }>(
    'select identity from event_stream for update'
  )
  if (rows[0]?.identity === identity) return
  await client.rawQuery(
    `with left_over as (delete from deliveries returning event_id)
     update outbox set published_at = null, sequence = null, retold = retold + 1
     where id in (select event_id from left_over)`
  )
  const progress = allConsumers().map(({ name, event }) => ({
    consumer: name,
    event,
    through: null,
  }))
  await retellMissing(progress, 0, false)
  await client.from('event_stream').update({ identity })
  tenancy.afterCommit(() => outboxSignal.wake())
}
