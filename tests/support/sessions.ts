import { v7 as newId } from 'uuid'
import { tenancy } from '#core/tenancy/tenancy'
import { createSession, type NewSession } from '#programs'
import type { TestPerson } from '#tests/support/people'

/** Plans a session from the ready journey `arriving` (draw, choose, talk, write), led by `person`. */
export function makeSession(person: TestPerson, wanted: Partial<NewSession> = {}): Promise<string> {
  const tenant = { organisation: person.organisation, person: person.id }
  return tenancy.run(tenant, () =>
    createSession(tenant, {
      journey: 'arriving',
      admission: 'open',
      startsAt: null,
      locale: 'en',
      ...wanted,
    })
  )
}

/** Puts somebody into a session as if they had joined. */
export async function makeParticipant(session: string, person: TestPerson): Promise<void> {
  await tenancy.run({ organisation: person.organisation, person: person.id }, () =>
    tenancy.client().table('participants').insert({
      id: newId(),
      organisation_id: person.organisation,
      session_id: session,
      person_id: person.id,
      display_name: person.name,
      joined_at: new Date(),
    })
  )
}
