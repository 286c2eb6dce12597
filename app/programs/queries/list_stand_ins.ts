import { tenancy } from '#core/tenancy/tenancy'
import type { Role } from '#core/http/require_sign_in'
import { mayFacilitate } from '../policies/session_access.js'
import type { Session } from '../session.js'

interface Row {
  id: string
  name: string
  role: Role
}

/**
 * The names of those who can lead a session in place of its facilitator; null while that one still
 * can. Call it inside a scope.
 */
export async function listStandIns({
  organisation,
  facilitator,
}: Session): Promise<string[] | null> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select p.id, p.name, m.role from memberships m join people p on p.id = m.person_id
     where m.organisation_id = ? and (m.role in ('owner', 'admin') or p.id = nullif(?, '')::uuid)
     order by p.name, p.id`,
    [organisation, facilitator?.id ?? '']
  )
  if (rows.some((row) => row.id === facilitator?.id && mayFacilitate(row))) return null
  return rows.filter(({ id }) => id !== facilitator?.id).map(({ name }) => name)
}
