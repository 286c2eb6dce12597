import { sessionPhaseOf } from '#programs'
import { tenancy } from '#core/tenancy/tenancy'

/** A canvas and what the person of the scope may do on it. */
export interface CanvasAccess {
  id: string
  /** Its owner, for a private canvas; null for a session's. */
  owner: string | null
  mode: 'edit' | 'view'
}

/**
 * What the person of the current scope may do on a canvas; null when there is none of this id or
 * it is not theirs to see. A session's canvas begins with the session, and can be looked at but not
 * changed once the session has ended.
 */
export async function findCanvasAccess(id: string): Promise<CanvasAccess | null> {
  const canvases = await tenancy
    .client()
    .rawQuery<{ rows: { owner_id: string }[] }>(
      'select owner_id from canvases where id = ? and owner_id is not null',
      [id]
    )
  const canvas = canvases.rows[0]
  if (canvas) return { id, owner: canvas.owner_id, mode: 'edit' }
  const session = await sessionPhaseOf(id)
  if (!session) return null
  return { id, owner: null, mode: session.state === 'ended' ? 'view' : 'edit' }
}
