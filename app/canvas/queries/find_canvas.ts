import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import type { ShownCanvas } from '#pages/canvas/one.props'
import { openNames, type NamedCanvas } from '../canvas_name.js'
import { findCanvasAccess } from './find_canvas_access.js'

/**
 * A canvas that has an owner, as its page shows it to the scope's person.
 *
 * @throws core.notFound when there is none of this id that is theirs to see
 */
export async function findCanvas(tenant: Required<Tenant>, id: string): Promise<ShownCanvas> {
  const access = await findCanvasAccess(id)
  if (!access || access.owner === null) throw coreErrors.notFound()
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: (NamedCanvas & { ownerName: string | null })[] }>(
      `select c.id, c.owner_id as owner, c.is_shared as "isShared", c.name, p.name as "ownerName"
       from canvases c left join people p on p.id = c.owner_id where c.id = ?`,
      [id]
    )
  const [canvas] = rows
  if (!canvas) throw coreErrors.notFound()
  const names = await openNames(tenant.organisation, [canvas])
  return {
    id,
    name: names.get(id) ?? null,
    mode: access.mode,
    owner: access.mode === 'owner' ? null : (canvas.ownerName ?? ''),
    isShared: canvas.isShared,
  }
}
