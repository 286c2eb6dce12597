import { dismissGuest } from '#accounts'
import { live } from '#live'
import { audit } from '#core/audit/audit'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import { findSessionToLead } from '../queries/find_session.js'
import { channelOf } from '../session.js'

/**
 * Takes somebody, invited or joined, off a session with what they picked, and closes their live
 * channel at once. A guest who is in no other session belongs here no more. Call it inside a scope.
 *
 * @throws core.notFound when there is no such session or nobody like that in it, core.forbidden
 */
export async function removeParticipant(id: string, person: string): Promise<void> {
  const session = await findSessionToLead(id, true)
  const client = tenancy.client()
  const removed = await client.rawQuery<{ rows: { id: string }[] }>(
    'delete from participants where session_id = ? and person_id = ? returning id',
    [session.id, person]
  )
  if (removed.rows.length === 0) throw coreErrors.notFound()
  await client.from('picks').where({ session_id: session.id, person_id: person }).delete()
  await audit.record({
    action: 'programs.participantRemoved',
    subject: { kind: 'session', id: session.id },
    details: { person },
  })
  const elsewhere = await client.rawQuery<{ rows: { id: string }[] }>(
    'select id from participants where person_id = ? limit 1',
    [person]
  )
  if (elsewhere.rows.length === 0) await dismissGuest(person)
  tenancy.afterCommit(() => {
    live.close({ channel: channelOf(session.id), person })
    live.close({ channel: `canvas:${session.id}`, person })
    live.publish(channelOf(session.id), { kind: 'left', person })
  })
}
