import { sessionTitleOf } from '#programs'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { openNames, type NamedCanvas } from '../canvas_name.js'
import { findCanvasAccess } from './find_canvas_access.js'

/**
 * What a canvas is called that the scope's person may open: by its name, or its session's title,
 * null where it has none. Null instead of either when they may not. Call it inside a scope.
 */
export async function findCanvasTitle(
  { organisation }: Tenant,
  id: string
): Promise<{ title: string | null } | null> {
  const access = await findCanvasAccess(id)
  if (!access) return null
  if (access.owner === null) return { title: await sessionTitleOf(id) }
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: NamedCanvas[] }>(
      'select id, owner_id as owner, is_shared as "isShared", name from canvases where id = ?',
      [id]
    )
  return { title: (await openNames(organisation, rows)).get(id) ?? null }
}
