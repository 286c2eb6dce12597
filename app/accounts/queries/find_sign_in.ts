import { hashToken } from '#core/keys/tokens'
import type { Role, SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'

interface SessionRow {
  id: string
  kind: 'browser' | 'api'
  stale: boolean
  organisation_id: string
  person_id: string
}

interface PersonRow {
  organisation_name: string
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
export function findSignIn(token: string): Promise<SignIn | null> {
  const hash = hashToken(token)
  return tenancy.knowing(hash, async () => {
    const client = tenancy.client()
    const sessions = await client.rawQuery<{ rows: SessionRow[] }>(
      `select id, kind, organisation_id, person_id,
         last_used_at < now() - interval '5 minutes' as stale
       from sign_in_sessions
       where token_hash = ? and expires_at > now()`,
      [hash]
    )
    const session = sessions.rows[0]
    if (!session) return null
    await tenancy.become({ organisation: session.organisation_id, person: session.person_id })
    const people = await client.rawQuery<{ rows: PersonRow[] }>(
      `select o.name as organisation_name, p.name, p.email, p.locale, p.theme, p.operator, m.role
       from memberships m join people p on p.id = m.person_id join organisations o on o.id = m.organisation_id
       where m.organisation_id = ? and m.person_id = ?`,
      [session.organisation_id, session.person_id]
    )
    const person = people.rows[0]
    if (!person) return null
    if (session.stale) {
      await client
        .from('sign_in_sessions')
        .where('id', session.id)
        .update('last_used_at', new Date())
    }
    return {
      id: session.id,
      kind: session.kind,
      organisation: { id: session.organisation_id, name: person.organisation_name },
      person: {
        id: session.person_id,
        name: person.name,
        email: person.email,
        locale: person.locale,
        theme: person.theme,
        operator: person.operator,
      },
      role: person.role,
    }
  })
}
