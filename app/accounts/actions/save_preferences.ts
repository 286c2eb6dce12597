import type { Locale } from '#config/locales'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** What a person likes the interface to be; what is absent stays as it is. */
export interface Preferences {
  name?: string
  locale?: Locale
  /** Null follows the device. */
  theme?: 'light' | 'dark' | null
}

/** Saves a person's own preferences. */
export async function savePreferences(
  tenant: Required<Tenant>,
  { name, locale, theme }: Preferences
): Promise<void> {
  if (name === undefined && locale === undefined && theme === undefined) return
  await tenancy.run(tenant, () =>
    tenancy.client().from('people').where('id', tenant.person).update({ name, locale, theme })
  )
}
