import { audit } from '#core/audit/audit'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import type { Licence } from '../licence.js'
import { readLicence } from '../read_licence.js'
import { trustedKeys } from '../trusted_keys.js'

/**
 * Keeps a licence in the place of the one before. What the clock once said is forgotten with it, so
 * that a clock that was wrong for a while does not count for ever.
 *
 * @param operator who brings it, in whose organisation it is written down; absent on the machine
 * @throws what `readLicence` throws; then the licence before stays
 */
export async function importLicence(text: string, operator?: Required<Tenant>): Promise<Licence> {
  const licence = readLicence(text, trustedKeys())
  const now = new Date()
  await tenancy.system('operator', async () => {
    const client = tenancy.client()
    await client.rawQuery(
      `insert into licence (text, imported_at) values (?, ?)
       on conflict (is_only) do update
       set text = excluded.text, imported_at = excluded.imported_at`,
      [text.trim(), now]
    )
    await client.rawQuery(
      `insert into clock_seen (latest) values (?)
       on conflict (is_only) do update set latest = excluded.latest`,
      [now]
    )
    if (operator) await tenancy.become(operator)
    await audit.record({
      action: 'entitlements.licenceImported',
      subject: { kind: 'licence', id: licence.id },
      details: { edition: licence.edition, seats: licence.seats, expires: licence.expires },
    })
  })
  return licence
}
