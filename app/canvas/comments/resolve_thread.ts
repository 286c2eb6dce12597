import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import type { CommentScope } from './comment_scope.js'

/**
 * Says that what a thread is about is settled, or is not. Call it inside the scope of who may write.
 *
 * @throws core.notFound
 */
export async function resolveThread(
  { canvas }: CommentScope,
  thread: string,
  isResolved: boolean
): Promise<void> {
  const { rows } = await tenancy.client().rawQuery<{ rows: unknown[] }>(
    `update canvas_threads set resolved_at = case when ? then coalesce(resolved_at, now()) end
     where canvas_id = ? and id::text = ? returning id`,
    [isResolved, canvas, thread]
  )
  if (rows.length === 0) throw coreErrors.notFound()
}
