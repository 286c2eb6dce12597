import { audit } from '#core/audit/audit'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { consumerNames } from './consumers.js'
import type { Delivery } from './transport.js'
import { wakeUp } from './wake_up.js'

/** An event that a consumer could not handle. */
export interface DeadLetter {
  event: string
  eventName: string
  consumer: string
  attempts: number
  /** Name and code of the last error; never its message. */
  errorKind: string
  failedAt: Date
}

interface DeadLetterRow {
  event_id: string
  name: string
  consumer: string
  attempts: number
  error_kind: string
  failed_at: Date
}

/** What failed last, of every organisation, newest first. For operators alone. */
export function listDeadLetters(limit: number): Promise<DeadLetter[]> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: DeadLetterRow[] }>(
      `select d.event_id, o.name, d.consumer, d.attempts, d.error_kind, d.failed_at
       from dead_letters d join outbox o on o.id = d.event_id
       order by d.failed_at desc, d.event_id limit ?`,
      [limit]
    )
    return rows.map((row) => ({
      event: row.event_id,
      eventName: row.name,
      consumer: row.consumer,
      attempts: row.attempts,
      errorKind: row.error_kind,
      failedAt: row.failed_at,
    }))
  })
}

/** Keeps what a consumer could not handle, inside the relay's scope. */
export async function keepDeadLetter(
  { event, consumer, attempts }: Delivery,
  errorKind: string,
  now: Date
): Promise<void> {
  await tenancy.client().rawQuery(
    `insert into dead_letters (event_id, consumer, organisation_id, attempts, error_kind, failed_at)
     values (?, ?, nullif(?, '')::uuid, ?, ?, ?)
     on conflict (event_id, consumer) do update
     set attempts = excluded.attempts, error_kind = excluded.error_kind, failed_at = excluded.failed_at`,
    [event.id, consumer, event.organisation ?? '', attempts, errorKind.slice(0, 100), now]
  )
}

/**
 * Gives dead letters to their consumers once more: one of them, or all of consumers that this
 * release has. Their events are handed over anew; consumers that have handled one ignore it. For
 * operators alone; it is written down in the organisation of who does it.
 *
 * @returns how many
 */
export function replayDeadLetters(
  operator: Required<Tenant>,
  only?: { event: string; consumer: string }
): Promise<number> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: { count: number }[] }>(
      `with replayed as (
         delete from dead_letters
         where consumer in (select jsonb_array_elements_text(cast(:known as jsonb)))
           and (:every or (event_id = cast(nullif(:event, '') as uuid) and consumer = :consumer))
         returning event_id
       ), retold as (
         update outbox set published_at = null, sequence = null, retold = retold + 1
         where id in (select event_id from replayed)
       )
       select count(*)::int as count from replayed`,
      {
        known: JSON.stringify(consumerNames()),
        every: !only,
        event: only?.event ?? '',
        consumer: only?.consumer ?? '',
      }
    )
    const count = rows[0]?.count ?? 0
    tenancy.afterCommit(wakeUp)
    await tenancy.become(operator)
    await audit.record({
      action: 'core.deadLettersReplayed',
      subject: { kind: 'deadLetters' },
      details: { count },
    })
    return count
  })
}
