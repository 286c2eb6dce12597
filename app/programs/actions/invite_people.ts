import { v7 as newId } from 'uuid'
import { tenancy } from '#core/tenancy/tenancy'
import { programErrors } from '../errors.js'
import { findSessionToLead } from '../queries/find_session.js'

/**
 * Puts people of the organisation on the list of those who may join; who is on it already, leads the
 * session or is unknown is passed over. Call it inside a scope.
 *
 * @throws core.notFound, core.forbidden, programs.sessionEnded
 */
export async function invitePeople(id: string, people: readonly string[]): Promise<void> {
  const session = await findSessionToLead(id, true)
  if (session.state === 'ended') throw programErrors.sessionEnded()
  await tenancy.client().rawQuery(
    `insert into participants (id, organisation_id, session_id, person_id, display_name, invited_at)
     select wanted.row_id, m.organisation_id, ?, m.person_id, p.name, now()
     from unnest(?::uuid[], ?::uuid[]) as wanted (row_id, person_id)
     join memberships m on m.person_id = wanted.person_id
     join people p on p.id = m.person_id
     where m.organisation_id = ? and (m.person_id is distinct from nullif(?, '')::uuid or m.role = 'participant')
     on conflict (organisation_id, session_id, person_id) do nothing`,
    [
      session.id,
      people.map(() => newId()),
      [...people],
      session.organisation,
      session.facilitator?.id ?? '',
    ]
  )
}
