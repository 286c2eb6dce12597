import { verify } from 'node:crypto'
import { definePart } from '#core/health/parts'
import { databaseFaultOf } from '#core/tenancy/database_faults'
import { tenancy } from '#core/tenancy/tenancy'
import { leafData, LOGGED_COLUMNS, type LoggedRow } from './audit_log.js'
import { signedText } from './checkpoints.js'
import { hashLeaf } from './merkle.js'
import { hashRanges, TreeError } from './tree_store.js'

/** An entry gets its place within a minute, and a log that has grown is signed within an hour. */
const OVERDUE_PLACE = `interval '10 minutes'`
const OVERDUE_CHECKPOINT = `interval '2 hours'`

definePart({
  name: 'audit',
  isNeeded: false,
  async check() {
    try {
      return await tenancy.system('auditor', findAuditProblem)
    } catch (error) {
      // That the database is away is said by its own part.
      if (databaseFaultOf(error)) return null
      throw error
    }
  },
})

interface Head {
  size: number
  isOverdue: boolean
  /** Of the last checkpoint; null when there is none. */
  signed: number | null
  root: Buffer
  at: string
  key: string
  signature: Buffer
  public_key: string
}

/**
 * What is wrong with the log as far as its head tells: `damaged` when the last checkpoint or the
 * last entry does not fit the tree, `overdue` when entries wait for their places or to be signed.
 * The whole log is for `verifyLog`. Inside a scope of the auditor.
 */
export async function findAuditProblem(): Promise<'damaged' | 'overdue' | null> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Head[] }>(
    `select t.size::float8 as size, c.size::float8 as signed, c.root, c.at, c.key_id as key,
       c.signature, k.public_key,
       exists (
         select from (select entry_id from audit_pending order by entry_id limit 1) p
           join audit_entries e on e.id = p.entry_id
         where e.occurred_at < now() - ${OVERDUE_PLACE}
       ) or exists (
         select from audit_leaves l join audit_entries e on e.id = l.entry_id
         where l.index = coalesce(c.size, 0) and e.occurred_at < now() - ${OVERDUE_CHECKPOINT}
       ) as "isOverdue"
     from (select coalesce(max(size), 0) as size from audit_tree) t
       left join (
         select size, root, at, key_id, signature from audit_checkpoints order by size desc limit 1
       ) c on true
       left join audit_signing_keys k on k.id = c.key_id`
  )
  const head = rows[0]
  if (!head) return null
  const isWhole = await headFits(head).catch((error: unknown) => {
    if (error instanceof TreeError) return false
    throw error
  })
  if (!isWhole) return 'damaged'
  return head.isOverdue ? 'overdue' : null
}

async function headFits(head: Head): Promise<boolean> {
  const { size, signed } = head
  if (signed !== null) {
    if (signed > size || !isSigned(head, signed)) return false
    const [root] = await hashRanges([{ start: 0, end: signed }])
    if (!root?.equals(head.root)) return false
  }
  if (size === 0) return true
  const [leaf] = await hashRanges([{ start: size - 1, end: size }])
  const { rows } = await tenancy.client().rawQuery<{ rows: LoggedRow[] }>(
    `select ${LOGGED_COLUMNS} from audit_leaves l join audit_entries e on e.id = l.entry_id
     where l.index = ?`,
    [size - 1]
  )
  const last = rows[0]
  return last !== undefined && leaf?.equals(hashLeaf(leafData(last))) === true
}

function isSigned({ root, at, key, signature, public_key }: Head, size: number): boolean {
  const text = signedText({ size, root: root.toString('hex'), at, key })
  return verify(null, Buffer.from(text), public_key, signature)
}
