import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import { leafData, LOGGED_COLUMNS, type LoggedRow } from './audit_log.js'
import { inclusionPath } from './merkle.js'
import { hashRanges } from './tree_store.js'

/** What proves that an entry is in the log: see RFC 9162, 2.1.3. Hashes in hexadecimal. */
export interface InclusionProof {
  /** The entry's canonical text, whose leaf hash is proved. */
  entry: string
  index: number
  /** Of the tree that it is proved for. */
  size: number
  path: string[]
  root: string
}

/**
 * Proves that an entry is in the log as it is now. Two questions to the database.
 *
 * @throws core.notFound when there is no such entry, or it has no place in the tree yet
 */
export function proveEntry(id: string): Promise<InclusionProof> {
  return tenancy.system('auditor', async () => {
    const { rows } = await tenancy.client().rawQuery<{
      rows: (LoggedRow & { index: number; size: number })[]
    }>(
      `select ${LOGGED_COLUMNS}, l.index::float8 as index, t.size::float8 as size
       from audit_leaves l join audit_entries e on e.id = l.entry_id cross join audit_tree t
       where l.entry_id = ?`,
      [id]
    )
    const row = rows[0]
    if (!row) throw coreErrors.notFound()
    const { index, size } = row
    const whole = { start: 0, end: size }
    const [root = Buffer.alloc(0), ...path] = await hashRanges([
      whole,
      ...inclusionPath(index, whole),
    ])
    return {
      entry: leafData(row),
      index,
      size,
      path: path.map((hash) => hash.toString('hex')),
      root: root.toString('hex'),
    }
  })
}
