import { v7 as newId } from 'uuid'
import { hashToken, newToken } from '#core/keys/tokens'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** A fresh sign-in session; its token is known only here. */
export interface StartedSignInSession {
  id: string
  token: string
  expiresAt: Date
}

const HOUR = 3_600_000
const LASTS = { browser: 30 * 24 * HOUR, api: 12 * HOUR }

/**
 * Signs a person in, inside the caller's scope, which must be theirs in that organisation.
 *
 * @param label what the person recognises it by, such as "Firefox on Linux"
 * @param lasts milliseconds; 30 days for a browser and 12 hours for the API unless given
 */
export async function startSignInSession(
  tenant: Required<Tenant>,
  kind: 'browser' | 'api',
  label: string,
  lasts = LASTS[kind]
): Promise<StartedSignInSession> {
  const started = { id: newId(), token: newToken(), expiresAt: new Date(Date.now() + lasts) }
  const client = tenancy.client()
  await client.table('sign_in_sessions').insert({
    id: started.id,
    organisation_id: tenant.organisation,
    person_id: tenant.person,
    token_hash: hashToken(started.token),
    kind,
    label: label.slice(0, 120),
    expires_at: started.expiresAt,
  })
  await client
    .from('memberships')
    .where({ organisation_id: tenant.organisation, person_id: tenant.person })
    .update({ last_used_at: new Date() })
  return started
}
