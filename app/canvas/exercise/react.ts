import { tenancy } from '#core/tenancy/tenancy'
import type { Stamp } from '../element.js'
import { canvasErrors } from '../errors.js'
import { MOST_REACTIONS } from './exercise.js'
import type { ExerciseScope } from './exercise_scope.js'

/**
 * Reacts to an element with a sign, one of a kind for each person, or takes it back. Call it inside
 * their scope.
 *
 * @throws canvas.tooManyReactions
 */
export async function react(
  { tenant, canvas }: ExerciseScope,
  { element, reaction, given }: { element: string; reaction: Stamp; given: boolean }
): Promise<void> {
  const client = tenancy.client()
  const place = [canvas, element, tenant.person, reaction]
  if (!given) {
    await client.rawQuery(
      `delete from canvas_reactions
       where canvas_id = ? and element = ? and person_id = ? and reaction = ?`,
      place
    )
    return
  }
  const { rows } = await client.rawQuery<{ rows: { count: number }[] }>(
    'select count(*)::int as count from canvas_reactions where canvas_id = ? and person_id = ?',
    [canvas, tenant.person]
  )
  if ((rows[0]?.count ?? 0) >= MOST_REACTIONS) throw canvasErrors.tooManyReactions()
  await client.rawQuery(
    `insert into canvas_reactions (organisation_id, canvas_id, element, person_id, reaction)
     values (?, ?, ?, ?, ?) on conflict do nothing`,
    [tenant.organisation, ...place]
  )
}
