import { live } from '#live'
import { audit } from '#core/audit/audit'
import { tenancy } from '#core/tenancy/tenancy'
import { programErrors } from '../errors.js'
import { findSessionToLead } from '../queries/find_session.js'
import { channelOf } from '../session.js'

/**
 * Deletes a session that has not begun, with its list of people and its canvas. Its id and code are
 * remembered, so that who comes is told. Journal entries outlive it. Call it inside a scope.
 *
 * @throws core.notFound, core.forbidden, programs.alreadyStarted
 */
export async function callOffSession(id: string): Promise<void> {
  const session = await findSessionToLead(id, true)
  const hasBegun = session.state === 'running' || session.state === 'ended'
  if (hasBegun) throw programErrors.alreadyStarted()
  const client = tenancy.client()
  await client.table('called_off_sessions').insert({
    id: session.id,
    organisation_id: session.organisation,
    join_code: session.joinCode,
  })
  await client.from('sessions').where('id', session.id).delete()
  await audit.record({
    action: 'programs.sessionCalledOff',
    subject: { kind: 'session', id: session.id },
    details: { title: session.title },
  })
  tenancy.afterCommit(() => {
    live.publish(channelOf(session.id), { kind: 'calledOff' })
    live.close({ channel: channelOf(session.id) })
    live.close({ channel: `canvas:${session.id}` })
  })
}
