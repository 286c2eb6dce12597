import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** One signed-in browser or API token. Times are ISO 8601. */
export interface SignInSessionItem {
  id: string
  label: string
  createdAt: string
  lastUsedAt: string
  expiresAt: string
}

interface Row {
  id: string
  label: string
  created_at: Date
  last_used_at: Date
  expires_at: Date
}

/** A person's living sign-in sessions of one kind in this organisation, last used first. */
export function listSignInSessions(
  tenant: Required<Tenant>,
  kind: 'browser' | 'api'
): Promise<SignInSessionItem[]> {
  return tenancy.run(tenant, async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
      `select id, label, created_at, last_used_at, expires_at from sign_in_sessions
       where organisation_id = ? and person_id = ? and kind = ? and expires_at > now()
       order by last_used_at desc, id`,
      [tenant.organisation, tenant.person, kind]
    )
    return rows.map((row) => ({
      id: row.id,
      label: row.label,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    }))
  })
}
