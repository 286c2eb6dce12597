import type { Locale } from '#config/locales'
import { audit } from '#core/audit/audit'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** Changes an organisation's name and the language of mail to people who have not chosen one. */
export async function saveOrganisation(
  tenant: Tenant,
  { name, locale }: { name: string; locale: Locale }
): Promise<void> {
  await tenancy.run(tenant, async () => {
    await tenancy
      .client()
      .from('organisations')
      .where('id', tenant.organisation)
      .update({ name, locale })
    await audit.record({
      action: 'accounts.organisationSaved',
      subject: { kind: 'organisation', id: tenant.organisation },
    })
  })
}
