import { tenancy } from '#core/tenancy/tenancy'
import type { ExerciseScope } from './exercise_scope.js'

/** Has the timer run for so many seconds from now; null stops it. Call it inside their scope. */
export async function setTimer(
  { tenant, canvas }: ExerciseScope,
  seconds: number | null
): Promise<void> {
  const client = tenancy.client()
  if (seconds === null) {
    await client.rawQuery('delete from canvas_timers where canvas_id = ?', [canvas])
    return
  }
  // By the clock that pages set theirs by.
  const endsAt = new Date(Date.now() + seconds * 1000)
  await client.rawQuery(
    `insert into canvas_timers (organisation_id, canvas_id, ends_at, seconds)
     values (?, ?, ?, ?) on conflict (organisation_id, canvas_id) do update
       set ends_at = excluded.ends_at, seconds = excluded.seconds`,
    [tenant.organisation, canvas, endsAt, seconds]
  )
}
