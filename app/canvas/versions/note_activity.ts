import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasScope } from '../server/canvas_store.js'

/**
 * Notes that people have drawn on a canvas since it was last stored. Minutes are those of the
 * database's clock, and each counts once. Call it inside a scope.
 *
 * @returns in how many minutes somebody drew since the last version was kept
 */
export async function noteActivity(
  { organisation }: Pick<CanvasScope, 'organisation'>,
  canvas: string,
  people: readonly string[]
): Promise<number> {
  if (people.length === 0) return 0
  const { rows } = await tenancy.client().rawQuery<{ rows: { minutes: number }[] }>(
    `insert into canvas_activity as known (organisation_id, canvas_id, people, minutes)
     select :organisation, id, :people::uuid[], 1 from canvases where id = :canvas
     on conflict (organisation_id, canvas_id) do update set
       people = array(select distinct unnest(known.people || excluded.people)),
       minutes = known.minutes
         + (date_trunc('minute', known.drawn_at) <> date_trunc('minute', excluded.drawn_at))::int,
       drawn_at = excluded.drawn_at
     returning minutes`,
    { organisation, canvas, people: [...people] }
  )
  return rows[0]?.minutes ?? 0
}
