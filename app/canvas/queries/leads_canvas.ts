import { findSessionAccess } from '#programs'
import type { CanvasAccess } from './find_canvas_access.js'

/**
 * Whether the person of the scope, who has this access, leads on a canvas: as its owner, or because
 * they lead the session that it belongs to.
 */
export async function leadsCanvas({ id, owner, mode }: CanvasAccess): Promise<boolean> {
  return owner === null ? (await findSessionAccess(id)) === 'facilitator' : mode === 'owner'
}
