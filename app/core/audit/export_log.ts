import { open } from 'node:fs/promises'
import { audit } from '#core/audit/audit'
import { tenancy } from '#core/tenancy/tenancy'
import { LOGGED_COLUMNS, toLogged, type LoggedRow } from './audit_log.js'
import { canonical } from './canonical.js'
import { listCheckpoints, makeCheckpoint } from './checkpoints.js'

const AT_ONCE = 2_000

/** A leaf; the entry is missing when somebody has removed it. */
type LeafRow = Partial<LoggedRow> & { index: number; leaf: string | null }

/**
 * Writes the whole log as JSON Lines: one line for each entry in the order of the tree, and then
 * one for each checkpoint, the last of which covers everything. Personal data stays sealed.
 *
 * @param path of a file for its owner alone, which is replaced
 * @returns how many entries
 */
export async function exportLog(path: string): Promise<number> {
  await tenancy.system('operator', () =>
    audit.record({ action: 'core.auditExported', subject: { kind: 'auditLog' } })
  )
  await makeCheckpoint()
  const file = await open(path, 'w', 0o600)
  try {
    let count = 0
    for (;;) {
      const leaves = await tenancy.system('auditor', () => readLeaves(count))
      const lines = leaves.map(({ index, leaf, ...row }) => {
        const entry = isWhole(row) ? toLogged(row) : null
        return `${canonical({ entry, index, leaf })}\n`
      })
      await file.write(lines.join(''))
      count += leaves.length
      if (leaves.length < AT_ONCE) break
    }
    const checkpoints = await tenancy.system('auditor', listCheckpoints)
    await file.write(checkpoints.map((each) => `${canonical({ checkpoint: each })}\n`).join(''))
    await file.sync()
    return count
  } finally {
    await file.close()
  }
}

function isWhole(row: Partial<LoggedRow>): row is LoggedRow {
  return typeof row.id === 'string'
}

/** Leaves by their order, not by their numbers: one that was removed leaves a gap to be seen. */
async function readLeaves(after: number): Promise<LeafRow[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: LeafRow[] }>(
    `select ${LOGGED_COLUMNS}, l.index::float8 as index, encode(n.hash, 'hex') as leaf
     from audit_leaves l
       left join audit_entries e on e.id = l.entry_id
       left join audit_nodes n on n.level = 0 and n.index = l.index
     where l.index >= ? order by l.index limit ?`,
    [after, AT_ONCE]
  )
  return rows
}
