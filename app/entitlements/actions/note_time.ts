import { tenancy } from '#core/tenancy/tenancy'

/**
 * Remembers what the clock says, inside a scope of the licence: should it be set back later, that is
 * seen.
 */
export async function noteTime(now: Date): Promise<void> {
  await tenancy.client().rawQuery(
    `insert into clock_seen (latest) values (?)
     on conflict (is_only) do update set latest = greatest(clock_seen.latest, excluded.latest)`,
    [now]
  )
}
