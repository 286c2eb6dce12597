import { openPrivateCanvas } from '#canvas/actions/open_private_canvas'
import { tenancy } from '#core/tenancy/tenancy'
import { makePerson, type TestPerson } from './people.js'
import { makeParticipant, makeSession } from './sessions.js'

/** A session with two participants, whose canvas has the session's id. */
export async function makeSharedCanvas() {
  const facilitator = await makePerson('facilitator')
  const one = await makePerson('participant', facilitator.organisation)
  const two = await makePerson('participant', facilitator.organisation)
  const session = await makeSession(facilitator)
  await makeParticipant(session, one)
  await makeParticipant(session, two)
  return { facilitator, one, two, session }
}

/** The private canvas of a person. */
export function makePrivateCanvas({ organisation, id }: TestPerson): Promise<string> {
  const tenant = { organisation, person: id }
  return tenancy.run(tenant, () => openPrivateCanvas(tenant))
}
