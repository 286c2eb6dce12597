import { tenancy } from '#core/tenancy/tenancy'
import { canvasErrors } from '../errors.js'
import type { ExerciseScope } from './exercise_scope.js'

/**
 * Gives an element so many of a person's dots in the vote that goes on, in place of those it had
 * from them. Call it inside their scope.
 *
 * @throws canvas.noVote, canvas.noDotsLeft
 */
export async function giveDots(
  { tenant, canvas }: ExerciseScope,
  element: string,
  dots: number
): Promise<void> {
  const client = tenancy.client()
  // The lock keeps two windows of one person from giving the same dot.
  const votes = await client.rawQuery<{ rows: { id: string; dots: number }[] }>(
    'select id, dots from canvas_votes where canvas_id = ? and ended_at is null for update',
    [canvas]
  )
  const vote = votes.rows[0]
  if (!vote) throw canvasErrors.noVote()
  const given = await client.rawQuery<{ rows: { sum: number }[] }>(
    `select coalesce(sum(dots), 0)::int as sum from canvas_dots
     where vote_id = ? and person_id = ? and element <> ?`,
    [vote.id, tenant.person, element]
  )
  if ((given.rows[0]?.sum ?? 0) + dots > vote.dots) throw canvasErrors.noDotsLeft()
  await client.rawQuery(
    'delete from canvas_dots where vote_id = ? and person_id = ? and element = ?',
    [vote.id, tenant.person, element]
  )
  if (dots === 0) return
  await client.rawQuery(
    `insert into canvas_dots (organisation_id, vote_id, canvas_id, person_id, element, dots)
     values (?, ?, ?, ?, ?, ?)`,
    [tenant.organisation, vote.id, canvas, tenant.person, element, dots]
  )
}
