import { coreErrors } from '#core/errors/core_errors'
import { v7 as newId } from 'uuid'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** The id of a person's private canvas, which begins with the first call. Call inside their scope. */
export async function openPrivateCanvas(tenant: Required<Tenant>): Promise<string> {
  const client = tenancy.client()
  await client.rawQuery(
    `insert into canvases (id, organisation_id, owner_id) values (?, ?, ?)
     on conflict (organisation_id, owner_id) do nothing`,
    [newId(), tenant.organisation, tenant.person]
  )
  const canvases = await client.rawQuery<{ rows: { id: string }[] }>(
    'select id from canvases where owner_id = ?',
    [tenant.person]
  )
  const canvas = canvases.rows[0]
  if (!canvas) throw coreErrors.notFound()
  return canvas.id
}
