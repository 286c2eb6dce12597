import { CURRENT_ORGANISATION } from '#database/policies'
import { tenancy } from '#core/tenancy/tenancy'
import { normaliseEmail } from '../email_address.js'

/** The person of the scope's organisation who signs in with an address; null when nobody does. */
export async function findPersonByAddress(email: string): Promise<string | null> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { id: string }[] }>(
    `select p.id from people p join memberships m on m.person_id = p.id
     where p.email = ? and m.organisation_id = ${CURRENT_ORGANISATION}`,
    [normaliseEmail(email)]
  )
  return rows[0]?.id ?? null
}
