import { createCanvas } from '#canvas/actions/create_canvas'
import { openPrivateCanvas } from '#canvas/actions/open_private_canvas'
import { shareCanvas, type ShareWith } from '#canvas/actions/share_canvas'
import type { SharedMode } from '#canvas/policies/canvas_modes'
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

/** A canvas of a person's own, with a name. */
export function makeOwnCanvas({ organisation, id }: TestPerson, name = 'Mine'): Promise<string> {
  const tenant = { organisation, person: id }
  return tenancy.run(tenant, () => createCanvas(tenant, name))
}

/** Shares a canvas of a person with somebody, or with who takes part in a session. */
export function share(
  { organisation, id: person }: TestPerson,
  canvas: string,
  who: ShareWith,
  mode: SharedMode
): Promise<void> {
  return shareCanvas({ organisation, person }, canvas, who, mode)
}
