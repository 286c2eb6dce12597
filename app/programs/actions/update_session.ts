import { tenancy } from '#core/tenancy/tenancy'
import { programErrors } from '../errors.js'
import { findSessionToLead } from '../queries/find_session.js'
import type { Admission } from '../session.js'

/** What can be changed about a session until it ends. */
export interface SessionChanges {
  title: string
  admission: Admission
  startsAt: Date | null
}

/**
 * Changes what is planned. Call it inside a scope.
 *
 * @throws core.notFound, core.forbidden, programs.sessionEnded
 */
export async function updateSession(id: string, changes: SessionChanges): Promise<void> {
  const session = await findSessionToLead(id, true)
  if (session.state === 'ended') throw programErrors.sessionEnded()
  await tenancy.client().from('sessions').where('id', session.id).update({
    title: changes.title,
    admission: changes.admission,
    starts_at: changes.startsAt,
  })
}
