import type { DemoSeed } from '#appliance'
import { tenancy } from '#core/tenancy/tenancy'
import { createSession } from './actions/create_session.js'
import { invitePeople } from './actions/invite_people.js'

/** A planned session for the demo's facilitator, to which its participants are invited. */
export const demoSession: DemoSeed = async ({ organisation, people }) => {
  const facilitator = people.find(({ role }) => role === 'facilitator')
  if (!facilitator) return
  const tenant = { organisation, person: facilitator.id }
  await tenancy.become(tenant)
  const session = await createSession(tenant, {
    journey: 'arriving',
    admission: 'open',
    startsAt: null,
    locale: facilitator.locale,
  })
  const participants = people.filter(({ role }) => role === 'participant')
  await invitePeople(
    session,
    participants.map(({ id }) => id)
  )
}
