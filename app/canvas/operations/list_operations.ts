import { tenancy } from '#core/tenancy/tenancy'
import type { ListedOperation, OperationKind } from './operation.js'

/** Most operations that a list shows. */
const MOST_LISTED = 500

interface Row {
  id: string
  by: string | null
  kind: OperationKind
  element_kind: string | null
  count: number
  phase: string | null
  done_at: Date
}

/**
 * What the person of the scope may see of what was recorded in a session, the newest first: their
 * own, or of everybody who allows it. Call it inside their scope.
 *
 * @param person null for everybody; who did not plan the session finds their own alone
 */
export async function listOperations(
  session: string,
  person: string | null
): Promise<ListedOperation[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select o.id, p.name as by, o.kind, o.element_kind, cardinality(o.elements) as count, o.phase,
       o.done_at
     from canvas_operations o
     left join people p on p.id = o.person_id
     where o.session_id = ? and (? = '' or o.person_id::text = ?)
     order by o.done_at desc, o.id desc limit ${MOST_LISTED}`,
    [session, person ?? '', person ?? '']
  )
  return rows.map(({ id, by, kind, element_kind: elementKind, count, phase, done_at: at }) => ({
    id,
    by,
    kind,
    elementKind,
    count,
    phase,
    at: at.toISOString(),
  }))
}

/** Deletes all that was recorded of the person of the scope in a session. */
export async function deleteOperations(session: string, person: string): Promise<void> {
  await tenancy
    .client()
    .from('canvas_operations')
    .where({ session_id: session, person_id: person })
    .delete()
}
