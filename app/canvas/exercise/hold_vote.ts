import { v7 as newId } from 'uuid'
import { tenancy } from '#core/tenancy/tenancy'
import { canvasErrors } from '../errors.js'
import type { ExerciseScope } from './exercise_scope.js'

/**
 * Begins a vote in which each person has so many dots; a secret one tells how many dots things have
 * when it has ended. Call it inside their scope.
 *
 * @throws canvas.voteGoesOn
 */
export async function beginVote(
  { tenant, canvas }: ExerciseScope,
  { dots, secret }: { dots: number; secret: boolean }
): Promise<void> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { id: string }[] }>(
    `insert into canvas_votes (id, organisation_id, canvas_id, dots, is_secret)
     values (?, ?, ?, ?, ?)
     on conflict (organisation_id, canvas_id) where ended_at is null do nothing returning id`,
    [newId(), tenant.organisation, canvas, dots, secret]
  )
  if (rows.length === 0) throw canvasErrors.voteGoesOn()
}

/** Ends the vote that goes on, if one does. Call it inside the scope of who leads. */
export async function endVote({ canvas }: ExerciseScope): Promise<void> {
  await tenancy
    .client()
    .rawQuery('update canvas_votes set ended_at = now() where canvas_id = ? and ended_at is null', [
      canvas,
    ])
}
