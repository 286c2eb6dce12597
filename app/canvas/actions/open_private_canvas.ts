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
  const canvas: { id: string } = await client
    .from('canvases')
    .where('owner_id', tenant.person)
    .select('id')
    .firstOrFail()
  return canvas.id
}
