import { tenancy } from '#core/tenancy/tenancy'
import { isSameStart, startProblem } from '../course/start_moment.js'
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
 * @throws core.notFound, core.forbidden, programs.sessionEnded, programs.startsInPast,
 *   programs.startsTooLate
 */
export async function updateSession(id: string, changes: SessionChanges): Promise<void> {
  const session = await findSessionToLead(id, true)
  if (session.state === 'ended') throw programErrors.sessionEnded()
  // A start that has passed meanwhile may stay; a new one must lie ahead.
  const isMoved = !isSameStart(changes.startsAt, session.startsAt)
  const problem = isMoved ? startProblem(changes.startsAt, Date.now()) : null
  if (problem) throw programErrors[problem]({ field: 'startsAt' })
  await tenancy.client().from('sessions').where('id', session.id).update({
    title: changes.title,
    admission: changes.admission,
    starts_at: changes.startsAt,
  })
}
