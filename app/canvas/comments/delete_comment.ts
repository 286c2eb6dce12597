import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import { holdComments } from './comment_clock.js'
import type { CommentScope } from './comment_scope.js'

/**
 * Deletes a comment of the person's own, or for who leads anybody's: its words are gone at once. The
 * first of a thread keeps its place while there are others after it. Call it inside their scope.
 *
 * @throws core.notFound when there is none of this id, core.forbidden when it is somebody else's
 */
export async function deleteComment(scope: CommentScope, id: string): Promise<void> {
  const { tenant, canvas, leads } = scope
  await holdComments(tenant, canvas, 0)
  const client = tenancy.client()
  const { rows } = await client.rawQuery<{ rows: { thread: string; isMine: boolean }[] }>(
    `select thread_id as thread, person_id = ? as "isMine" from canvas_comments
     where canvas_id = ? and id::text = ? and words is not null`,
    [tenant.person, canvas, id]
  )
  const [comment] = rows
  if (!comment) throw coreErrors.notFound()
  if (!comment.isMine && !leads) throw coreErrors.forbidden()
  const place = { canvas_id: canvas, id }
  if (comment.thread === id) {
    await client.from('canvas_comments').where(place).update({ words: null, sealed_for: null })
  } else await client.from('canvas_comments').where(place).delete()
  await client.rawQuery(
    `delete from canvas_threads t where canvas_id = ? and id = ? and not exists (
       select from canvas_comments c where c.canvas_id = t.canvas_id and c.thread_id = t.id
         and c.words is not null)`,
    [canvas, comment.thread]
  )
}
