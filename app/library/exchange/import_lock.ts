import { v7 as newId } from 'uuid'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { libraryErrors } from '../errors.js'

const RENEWED_EVERY_MS = 30_000

/**
 * Works as the only one who changes the pictures of an organisation, however long it takes. What a
 * killed process left locked opens after three minutes. Call it outside any scope.
 *
 * @throws library.importRunning when somebody else does so now
 */
export async function alone<Result>(tenant: Tenant, work: () => Promise<Result>): Promise<Result> {
  const id = newId()
  const taken = await tenancy.run(tenant, () =>
    tenancy.client().rawQuery<{ rows: unknown[] }>(
      `insert into deck_imports (organisation_id, id) values (:organisation, :id)
       on conflict (organisation_id) do update set id = excluded.id, renewed_at = now()
       where deck_imports.renewed_at < now() - interval '3 minutes' returning id`,
      { organisation: tenant.organisation, id }
    )
  )
  if (taken.rows.length === 0) throw libraryErrors.importRunning({ retryAfter: 30 })
  const renewing = setInterval(() => {
    // One that fails is made up for by the next: the lock outlives several.
    renew(tenant, id).catch(() => undefined)
  }, RENEWED_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
    await tenancy.run(tenant, () => tenancy.client().from('deck_imports').where({ id }).delete())
  }
}

async function renew(tenant: Tenant, id: string): Promise<void> {
  await tenancy.run(tenant, () =>
    tenancy.client().rawQuery('update deck_imports set renewed_at = now() where id = ?', [id])
  )
}
