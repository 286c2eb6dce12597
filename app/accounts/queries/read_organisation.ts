import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** An organisation's name and the language of mail to people who have not chosen one. */
export function readOrganisation(tenant: Tenant): Promise<{ name: string; locale: string }> {
  return tenancy.run(tenant, async () => {
    const { rows } = await tenancy.client().rawQuery<{
      rows: { name: string; locale: string }[]
    }>('select name, locale from organisations where id = ?', [tenant.organisation])
    if (!rows[0]) throw coreErrors.notFound()
    return { name: rows[0].name, locale: rows[0].locale }
  })
}
