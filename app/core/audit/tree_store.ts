import { tenancy } from '#core/tenancy/tenancy'
import {
  hashRange,
  nameOf,
  nodesOf,
  type HashOf,
  type NodePlace,
  type Range,
  type TreeNode,
} from './merkle.js'

/** The tree does not hold what was asked for: it is damaged, or smaller. */
export class TreeError extends Error {
  override name = 'TreeError'
}

/** Reads kept nodes with one question, inside a scope of the auditor. */
export async function readNodes(places: readonly NodePlace[]): Promise<HashOf> {
  const { rows } = await tenancy.client().rawQuery<{ rows: TreeNode[] }>(
    `select n.level, n.index::float8 as index, n.hash
     from unnest(:levels::smallint[], :indexes::bigint[]) as wanted (level, index)
       join audit_nodes n on n.level = wanted.level and n.index = wanted.index`,
    { levels: places.map(({ level }) => level), indexes: places.map(({ index }) => index) }
  )
  const hashes = new Map(rows.map((node) => [nameOf(node), node.hash]))
  return (place) => {
    const hash = hashes.get(nameOf(place))
    if (!hash) throw new TreeError(`The audit tree has no node ${nameOf(place)}`)
    return hash
  }
}

/** Hashes of ranges of leaves, with one question. */
export async function hashRanges(ranges: readonly Range[]): Promise<Buffer[]> {
  const hashOf = await readNodes(ranges.flatMap(nodesOf))
  return ranges.map((range) => hashRange(range, hashOf))
}

/** Number of leaves. */
export async function treeSize(): Promise<number> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { size: number }[] }>('select size::float8 as size from audit_tree')
  return rows[0]?.size ?? 0
}
