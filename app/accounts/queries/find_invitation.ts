import type { Role } from '#core/http/require_sign_in'
import { hashToken } from '#core/keys/tokens'
import { tenancy } from '#core/tenancy/tenancy'
import { errors } from '../errors.js'
import { findCredentials } from './find_credentials.js'

/** An open invitation, found by its link. */
export interface OpenInvitation {
  id: string
  organisation: string
  organisationName: string
  email: string
  role: Role
  /** Whether the invited address already has a sign-in. */
  isKnown: boolean
}

interface Row {
  id: string
  organisation_id: string
  email: string
  role: Role
}

/**
 * Inside a scope that knows the token's hash: the open invitation's row.
 *
 * @throws accounts.linkExpired (410)
 */
export async function invitationOf(hash: string): Promise<Row> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select id, organisation_id, email, role from invitations
     where token_hash = ? and accepted_at is null and expires_at > now()`,
    [hash]
  )
  if (!rows[0]) throw errors.linkExpired()
  return rows[0]
}

/**
 * What the bearer of an invitation's link may know of it.
 *
 * @throws accounts.linkExpired (410)
 */
export async function findInvitation(token: string): Promise<OpenInvitation> {
  const hash = hashToken(token)
  const { row, name } = await tenancy.knowing(hash, async () => {
    const found = await invitationOf(hash)
    await tenancy.become({ organisation: found.organisation_id })
    const organisations = await tenancy
      .client()
      .rawQuery<{ rows: { name: string }[] }>('select name from organisations where id = ?', [
        found.organisation_id,
      ])
    return { row: found, name: organisations.rows[0]?.name ?? '' }
  })
  const known = await tenancy.knowing(row.email, () => findCredentials(row.email))
  return {
    id: row.id,
    organisation: row.organisation_id,
    organisationName: name,
    email: row.email,
    role: row.role,
    isKnown: known !== null,
  }
}
