import { v7 as newId } from 'uuid'
import { audit } from '#core/audit/audit'
import type { Locale } from '#config/locales'
import type { Role } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { normaliseEmail } from '../email_address.js'

/** One of the people that an organisation begins with. */
export interface FoundingPerson {
  name: string
  email: string
  /** From `hashPassword`, which never works inside a scope. */
  passwordHash: string
  role: Role
  locale: Locale
  /** Whether they run the appliance. */
  operator: boolean
}

/** An organisation that has just begun. UUIDs. */
export interface Founding {
  organisation: string
  people: (Pick<FoundingPerson, 'name' | 'email' | 'role' | 'locale'> & { id: string })[]
}

/**
 * Makes an organisation with its first people, inside the caller's scope, which goes on as the
 * first of them.
 */
export async function createOrganisation(
  { name, locale }: { name: string; locale: Locale },
  founders: FoundingPerson[]
): Promise<Founding> {
  const organisation = newId()
  const client = tenancy.client()
  await tenancy.become({ organisation })
  await client.table('organisations').insert({ id: organisation, name, locale })
  const people: Founding['people'] = []
  for (const founder of founders) {
    const id = newId()
    const email = normaliseEmail(founder.email)
    await tenancy.become({ organisation, person: id })
    await client.table('people').insert({
      id,
      name: founder.name,
      email,
      password_hash: founder.passwordHash,
      locale: founder.locale,
      operator: founder.operator,
    })
    await client
      .table('memberships')
      .insert({ id: newId(), organisation_id: organisation, person_id: id, role: founder.role })
    people.push({ id, name: founder.name, email, role: founder.role, locale: founder.locale })
  }
  if (people[0]) await tenancy.become({ organisation, person: people[0].id })
  await audit.record({
    action: 'accounts.organisationFounded',
    subject: { kind: 'organisation', id: organisation },
    details: { people: people.length },
  })
  return { organisation, people }
}
