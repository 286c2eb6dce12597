import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import type { CanvasAccess } from '../queries/find_canvas_access.js'

/**
 * Has the canvas of a session stand in the database, where it comes with the first stroke: what goes
 * on beside it may be first. Call it inside the scope of somebody who has this access.
 */
export async function ensureSessionCanvas(
  { organisation }: Tenant,
  { id, owner }: CanvasAccess
): Promise<void> {
  if (owner !== null) return
  // Not by its id alone: of several who are first at once, PostgreSQL refuses some for the other key.
  await tenancy.client().rawQuery(
    `insert into canvases (id, organisation_id, session_id) values (?, ?, ?)
       on conflict do nothing`,
    [id, organisation, id]
  )
}
