import { tenancy } from '#core/tenancy/tenancy'

/** What signing in needs of a person. */
export interface Credentials {
  person: string
  passwordHash: string | null
}

/** Whose address this is, inside a scope that knows the address; null for nobody's. */
export async function findCredentials(email: string): Promise<Credentials | null> {
  const people = await tenancy.client().rawQuery<{
    rows: { id: string; password_hash: string | null }[]
  }>('select id, password_hash from people where email = ?', [email])
  const found = people.rows[0]
  return found ? { person: found.id, passwordHash: found.password_hash } : null
}
