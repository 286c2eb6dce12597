import { audit } from '#core/audit/audit'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
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

/**
 * Gives dead letters to their consumers once more: one of them, or all. For operators alone; it is
 * written down in the organisation of who does it.
 *
 * @returns how many
 */
export function replayDeadLetters(
  operator: Required<Tenant>,
  only?: { event: string; consumer: string }
): Promise<number> {
  return tenancy.system('operator', async () => {
    const { rowCount } = await tenancy.client().rawQuery<{ rowCount: number }>(
      `with replayed as (
         delete from dead_letters
         where :every or (event_id = cast(nullif(:event, '') as uuid) and consumer = :consumer)
         returning event_id, consumer, organisation_id
       )
       insert into deliveries (event_id, consumer, organisation_id, due_at)
       select event_id, consumer, organisation_id, now() from replayed`,
      { every: !only, event: only?.event ?? '', consumer: only?.consumer ?? '' }
    )
    tenancy.afterCommit(wakeUp)
    await tenancy.become(operator)
    await audit.record({
      action: 'core.deadLettersReplayed',
      subject: { kind: 'deadLetters' },
      details: { count: rowCount },
    })
    return rowCount
  })
}
