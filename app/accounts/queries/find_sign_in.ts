import { hashToken } from '#core/keys/tokens'
import type { Role, SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'

interface SignInRow {
  id: string
  kind: 'browser' | 'api'
  organisation_id: string
  organisation_name: string
  person_id: string
  name: string
  email: string | null
  locale: string
  theme: 'light' | 'dark' | null
  operator: boolean
  role: Role
}

/**
 * Who a sign-in token belongs to; null when there is no such sign-in session, it has expired or its
 * person has left the organisation.
 */
export async function findSignIn(token: string): Promise<SignIn | null> {
  const [row] = await tenancy.ask<SignInRow>(
    `select id, kind, organisation_id, organisation_name, person_id, name, email, locale, theme,
       operator, role
     from find_sign_in(?)`,
    [hashToken(token)]
  )
  if (!row) return null
  return {
    id: row.id,
    kind: row.kind,
    organisation: { id: row.organisation_id, name: row.organisation_name },
    person: {
      id: row.person_id,
      name: row.name,
      email: row.email,
      locale: row.locale,
      theme: row.theme,
      operator: row.operator,
    },
    role: row.role,
  }
}
