import { v7 as newId } from 'uuid'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { libraryErrors } from '../errors.js'

/**
 * Works as the only one who changes the pictures of an organisation. What a killed process left
 * locked opens after an hour.
 *
 * @throws library.importRunning when somebody else does so now
 */
export async function alone<Result>(tenant: Tenant, work: () => Promise<Result>): Promise<Result> {
  const id = newId()
  const taken = await tenancy.run(tenant, () =>
    tenancy.client().rawQuery<{ rows: unknown[] }>(
      `insert into deck_imports (organisation_id, id) values (:organisation, :id)
       on conflict (organisation_id) do update set id = excluded.id, started_at = now()
       where deck_imports.started_at < now() - interval '1 hour' returning id`,
      { organisation: tenant.organisation, id }
    )
  )
  if (taken.rows.length === 0) throw libraryErrors.importRunning({ retryAfter: 30 })
  try {
    return await work()
  } finally {
    await tenancy.run(tenant, () => tenancy.client().from('deck_imports').where({ id }).delete())
  }
}
