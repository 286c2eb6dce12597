import { v7 as newId } from 'uuid'
import { events } from '#core/events/events'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { sessionPhaseOf } from '#programs'
import { findConsent } from './consent.js'
import type { Operation } from './operation.js'

/**
 * Stores what one person did, and tells of it; nothing when they have not allowed that, whatever
 * they allowed before.
 */
export function storeOperations(
  scope: Required<Tenant>,
  session: string,
  operations: readonly Operation[]
): Promise<void> {
  return tenancy.run(scope, async () => {
    // Without the lock, what is stored now could outlive that they take it back and have it deleted.
    if ((await findConsent(session, true)) !== 'allowed') return
    const phase = (await sessionPhaseOf(session))?.phase ?? null
    const rows = operations.map(({ kind, elementKind, elements, at }) => ({
      id: newId(),
      organisation_id: scope.organisation,
      session_id: session,
      person_id: scope.person,
      kind,
      element_kind: elementKind,
      elements,
      phase,
      done_at: new Date(at),
    }))
    await tenancy.client().table('canvas_operations').multiInsert(rows)
    await events.emit({
      name: 'canvas.operationsRecorded',
      payload: { session, operations: rows.map(({ id }) => id) },
    })
  })
}
