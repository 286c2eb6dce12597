import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import { findOwnCanvas } from '../queries/find_own_canvas.js'

/**
 * Takes a canvas away from everybody, its owner too, who can bring it back for thirty days. Call it
 * inside a scope.
 *
 * @throws core.notFound, core.forbidden
 */
export async function deleteCanvas(id: string): Promise<void> {
  const canvas = await findOwnCanvas(id)
  await tenancy
    .client()
    .from('canvases')
    .where({ id: canvas.id })
    .update({ deleted_at: new Date() })
  tenancy.afterCommit(() => live.close({ channel: `canvas:${canvas.id}` }))
}

/**
 * Brings a deleted canvas back, to those it was shared with as well. Call it inside the scope of
 * its owner.
 *
 * @throws core.notFound
 */
export async function bringBackCanvas(id: string): Promise<void> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { id: string }[] }>(
    `update canvases set deleted_at = null
     where id::text = ? and owner_id is not null and deleted_at is not null returning id`,
    [id]
  )
  if (rows.length === 0) throw coreErrors.notFound()
}
