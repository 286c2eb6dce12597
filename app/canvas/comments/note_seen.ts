import { tenancy } from '#core/tenancy/tenancy'
import type { CommentScope } from './comment_scope.js'

/**
 * Remembers up to which comment a person has seen what is said, and nothing that is yet to be
 * written. Call it inside their scope.
 */
export async function noteSeen({ tenant, canvas }: CommentScope, number: number): Promise<void> {
  await tenancy.client().rawQuery(
    `insert into canvas_comments_seen (organisation_id, canvas_id, person_id, number)
     select organisation_id, canvas_id, ?, least(number, ?) from canvas_comment_clocks
     where canvas_id = ?
     on conflict (organisation_id, canvas_id, person_id) do update
       set number = greatest(canvas_comments_seen.number, excluded.number)`,
    [tenant.person, number, canvas]
  )
}
