import { tenancy } from '#core/tenancy/tenancy'
import { leafData, LOGGED_COLUMNS, type LoggedRow } from './audit_log.js'
import { grow, hashLeaf, nodesOf } from './merkle.js'
import { readNodes } from './tree_store.js'

const AT_ONCE = 1_000

/**
 * Gives entries that wait their places in the tree, one process at a time: who finds another at it
 * leaves it to them. Those who write entries wait for nobody.
 *
 * @returns how many places were given
 */
export async function sequenceEntries(): Promise<number> {
  let total = 0
  for (;;) {
    const count = await tenancy.system('auditor', sequenceSome)
    total += count
    if (count < AT_ONCE) return total
  }
}

async function sequenceSome(): Promise<number> {
  const client = tenancy.client()
  const size = await heldSize()
  if (size === null) return 0
  const { rows } = await client.rawQuery<{ rows: LoggedRow[] }>(
    `select ${LOGGED_COLUMNS} from audit_pending p join audit_entries e on e.id = p.entry_id
     order by p.entry_id limit ?`,
    [AT_ONCE]
  )
  if (rows.length === 0) return 0
  const edge = await readNodes(nodesOf({ start: 0, end: size }))
  const nodes = grow(
    size,
    rows.map((row) => hashLeaf(leafData(row))),
    edge
  )
  const ids = rows.map(({ id }) => id)
  await client.rawQuery(
    `with placed as (
       insert into audit_leaves (index, entry_id)
       select :size::bigint + position - 1, id
       from unnest(:ids::uuid[]) with ordinality as each (id, position)
     ), kept as (
       insert into audit_nodes (level, index, hash)
       select level, index, decode(hash, 'hex')
       from unnest(:levels::smallint[], :indexes::bigint[], :hashes::text[]) as n (level, index, hash)
     ), grown as (
       update audit_tree set size = size + :count
     )
     delete from audit_pending where entry_id = any (:ids::uuid[])`,
    {
      size,
      ids,
      levels: nodes.map(({ level }) => level),
      indexes: nodes.map(({ index }) => index),
      hashes: nodes.map(({ hash }) => hash.toString('hex')),
      count: rows.length,
    }
  )
  return rows.length
}

/** Size of the tree, held for growing it; null while another process holds it. */
async function heldSize(): Promise<number | null> {
  const client = tenancy.client()
  const ask = () =>
    client.rawQuery<{ rows: { size: number }[] }>(
      'select size::float8 as size from audit_tree for update skip locked'
    )
  const [held] = (await ask()).rows
  if (held) return held.size
  await client.rawQuery('insert into audit_tree (size) values (0) on conflict do nothing')
  return (await ask()).rows[0]?.size ?? null
}
