import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { writeName } from '../canvas_name.js'
import { findOwnCanvas } from '../queries/find_own_canvas.js'

/**
 * Gives a canvas another name.
 *
 * @throws core.notFound, core.forbidden
 */
export function renameCanvas(tenant: Required<Tenant>, id: string, name: string): Promise<void> {
  return tenancy.run(tenant, async () =>
    writeName(tenant.organisation, await findOwnCanvas(id), name)
  )
}
