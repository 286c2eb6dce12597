import type { Role } from '#core/http/require_sign_in'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** One of an organisation's people. Guests have no email address. */
export interface PersonItem {
  id: string
  name: string
  email: string | null
  role: Role
}

/** An invitation that waits to be accepted. Times are ISO 8601. */
export interface InvitationItem {
  id: string
  email: string
  role: Role
  expiresAt: string
  isExpired: boolean
}

/** How many people the list shows at most. */
export const MOST_PEOPLE = 500

/** Who belongs to the organisation and who is invited: people with an address first, by name. */
export function listPeople(
  tenant: Tenant
): Promise<{ people: PersonItem[]; invitations: InvitationItem[] }> {
  return tenancy.run(tenant, async () => {
    const client = tenancy.client()
    const people = await client.rawQuery<{ rows: PersonItem[] }>(
      `select p.id, p.name, p.email, m.role
       from memberships m join people p on p.id = m.person_id
       where m.organisation_id = ? order by p.email is null, p.name, p.id limit ?`,
      [tenant.organisation, MOST_PEOPLE]
    )
    const invitations = await client.rawQuery<{
      rows: { id: string; email: string; role: Role; expires_at: Date; expired: boolean }[]
    }>(
      `select id, email, role, expires_at, expires_at <= now() as expired from invitations
       where organisation_id = ? and accepted_at is null order by email limit ?`,
      [tenant.organisation, MOST_PEOPLE]
    )
    return {
      people: people.rows.map(({ id, name, email, role }) => ({ id, name, email, role })),
      invitations: invitations.rows.map((row) => ({
        id: row.id,
        email: row.email,
        role: row.role,
        expiresAt: row.expires_at.toISOString(),
        isExpired: row.expired,
      })),
    }
  })
}
