import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import { findCanvasAccess } from './find_canvas_access.js'

/** A canvas, for who may decide about it. */
export interface OwnCanvas {
  id: string
  owner: string
  isShared: boolean
}

/**
 * A canvas of the scope's person, locked until the scope ends.
 *
 * @throws core.notFound when there is none that they see, core.forbidden when they do not own it
 */
export async function findOwnCanvas(id: string): Promise<OwnCanvas> {
  const access = await findCanvasAccess(id)
  if (!access) throw coreErrors.notFound()
  if (access.mode !== 'owner') throw coreErrors.forbidden()
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: OwnCanvas[] }>(
      `select id, owner_id as owner, is_shared as "isShared" from canvases where id = ? for update`,
      [id]
    )
  const [canvas] = rows
  if (!canvas) throw coreErrors.notFound()
  return canvas
}
