import { tenancy } from '#core/tenancy/tenancy'

/** A consumer, and how far it has come in the stream. */
export interface Progress {
  consumer: string
  event: string
  /** Up to this place nothing waits for it any more; null when nothing of the stream is left. */
  through: number | null
}

/** Longer than handing over takes, and than clocks differ. */
const GRACE = `interval '10 seconds'`

/**
 * An event is open while one of its consumers has neither handled nor buried it, and missing when
 * the stream will not bring it any more: its place lies before what the consumer is done with, or
 * beyond the stream's end.
 */
const RETELL = `
  with open as materialized (
    select o.id, o.published_at,
      bool_or(p.through is null or o.sequence is null or o.sequence <= p.through or o.sequence > :last)
        as is_missing
    from jsonb_to_recordset(cast(:progress as jsonb)) as p(consumer text, event text, through bigint)
    join event_consumers c on c.name = p.consumer
    join outbox o on o.name = p.event and o.published_at >= c.since
    where o.published_at >= coalesce((select verified_at from event_stream), '-infinity')
      and o.published_at < case when :settled then now() - ${GRACE} else 'infinity' end
      and not exists (select from inbox i where i.event_id = o.id and i.consumer = p.consumer)
      and not exists (select from dead_letters d where d.event_id = o.id and d.consumer = p.consumer)
    group by o.id, o.published_at
  ), retold as (
    update outbox o set published_at = null, sequence = null, retold = o.retold + 1
    from open where o.id = open.id and open.is_missing
    returning o.id
  ), verified as (
    update event_stream set verified_at = least(
      now() - ${GRACE},
      (select min(published_at) from open where not is_missing)
    ) - ${GRACE}
  )
  select count(*)::int as count from retold`

/**
 * Gives events that were handed over and are missing back to the relay, inside its scope.
 *
 * @param last the stream's last place
 * @param settled whether handing over may be going on: then what is seconds old is left alone
 * @returns how many
 */
export async function retellMissing(
  progress: readonly Progress[],
  last: number,
  settled: boolean
): Promise<number> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { count: number }[] }>(RETELL, {
    progress: JSON.stringify(progress),
    last,
    settled,
  })
  return rows[0]?.count ?? 0
}
