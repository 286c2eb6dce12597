import { CURRENT_PERSON } from '#database/policies'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import type { CanvasLists, ListedCanvas } from '#pages/canvas/list.props'
import { openNames, type NamedCanvas } from '../canvas_name.js'
import { findAccesses } from './find_canvas_access.js'

interface Row extends NamedCanvas {
  isOwn: boolean
  isDeleted: boolean
  ownerName: string
  updatedAt: Date
}

/** The canvases of the scope's person, and those that others share with them: the latest first. */
export async function listCanvases(tenant: Required<Tenant>): Promise<CanvasLists> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select c.id, c.owner_id as owner, c.is_shared as "isShared", c.name,
       c.owner_id = ${CURRENT_PERSON} as "isOwn", c.deleted_at is not null as "isDeleted",
       coalesce(p.name, '') as "ownerName", c.updated_at as "updatedAt"
     from canvases c left join people p on p.id = c.owner_id
     where c.owner_id is not null order by c.updated_at desc, c.id`,
    []
  )
  const modes = new Map((await findAccesses()).map(({ id, mode }) => [id, mode]))
  const names = await openNames(tenant.organisation, rows)
  const listed = (row: Row): ListedCanvas[] => {
    const mode = row.isDeleted ? 'owner' : modes.get(row.id)
    if (!mode) return []
    const { id, isShared, updatedAt } = row
    return [
      {
        id,
        name: names.get(id) ?? null,
        mode,
        owner: row.isOwn ? null : row.ownerName,
        isShared,
        updatedAt: updatedAt.toISOString(),
      },
    ]
  }
  return {
    own: rows.filter(({ isOwn, isDeleted }) => isOwn && !isDeleted).flatMap(listed),
    shared: rows.filter(({ isOwn }) => !isOwn).flatMap(listed),
    deleted: rows.filter(({ isDeleted }) => isDeleted).flatMap(listed),
  }
}
