import { randomUUID } from 'node:crypto'
import hash from '@adonisjs/core/services/hash'
import { hashToken, newToken } from '#core/keys/tokens'
import type { Role } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'

/** A person of a test, signed in. */
export interface TestPerson {
  id: string
  organisation: string
  role: Role
  name: string
  email: string
  password: string
  /** Bearer token for the API, and the value of the sign-in cookie. */
  token: string
}

let hashedOnce: Promise<string> | undefined
const PASSWORD = newToken()

/** Makes a new organisation without people. */
export async function makeOrganisation(name = 'Test organisation'): Promise<string> {
  const organisation = randomUUID()
  await tenancy.run({ organisation }, () =>
    tenancy.client().table('organisations').insert({ id: organisation, name })
  )
  return organisation
}

/** Makes a person with a role in an organisation (a new one unless given) and signs them in. */
export async function makePerson(role: Role, organisation?: string): Promise<TestPerson> {
  const home = organisation ?? (await makeOrganisation())
  hashedOnce ??= hash.make(PASSWORD)
  const passwordHash = await hashedOnce
  const id = randomUUID()
  const token = newToken()
  const email = `${role}-${id}@example.org`
  const name = `Test ${role}`
  await tenancy.run({ organisation: home, person: id }, async () => {
    const client = tenancy.client()
    await client.table('people').insert({ id, name, email, password_hash: passwordHash })
    await client
      .table('memberships')
      .insert({ id: randomUUID(), organisation_id: home, person_id: id, role })
    await client.table('sign_in_sessions').insert({
      id: randomUUID(),
      organisation_id: home,
      person_id: id,
      token_hash: hashToken(token),
      kind: 'api',
      expires_at: new Date(Date.now() + 3_600_000),
    })
  })
  return { id, organisation: home, role, name, email, password: PASSWORD, token }
}

/** Gives a person a role in one more organisation. */
export async function joinOrganisation(
  person: TestPerson,
  organisation: string,
  role: Role
): Promise<void> {
  await tenancy.run({ organisation, person: person.id }, () =>
    tenancy
      .client()
      .table('memberships')
      .insert({ id: randomUUID(), organisation_id: organisation, person_id: person.id, role })
  )
}
