import { v7 as newId } from 'uuid'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/**
 * The id of the oldest canvas of a person, which begins with the first call. Call it inside their
 * scope.
 */
export async function openPrivateCanvas({
  organisation,
  person,
}: Required<Tenant>): Promise<string> {
  const client = tenancy.client()
  // Two windows at once make one.
  await client.rawQuery('select pg_advisory_xact_lock(hashtextextended(?, 0))', [person])
  const { rows } = await client.rawQuery<{ rows: { id: string }[] }>(
    `select id from canvases where owner_id = ? and deleted_at is null
     order by created_at, id limit 1`,
    [person]
  )
  if (rows[0]) return rows[0].id
  const id = newId()
  await client.table('canvases').insert({ id, organisation_id: organisation, owner_id: person })
  return id
}
