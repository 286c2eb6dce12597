import { createHash } from 'node:crypto'

/**
 * The Merkle tree of RFC 9162, section 2.1. Nodes of complete subtrees are kept: node `index` of
 * `level` covers the leaves from `index * 2 ** level`, `2 ** level` of them.
 */
export interface NodePlace {
  level: number
  index: number
}

/** A kept node. */
export interface TreeNode extends NodePlace {
  /** SHA-256. */
  hash: Buffer
}

/** Leaves from `start` up to and without `end`. */
export interface Range {
  start: number
  end: number
}

/** Finds the hash of a kept node. */
export type HashOf = (place: NodePlace) => Buffer

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** Hash of a leaf. */
export function hashLeaf(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(data).digest()
}

/** Hash of an inner node. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest()
}

/** Hash of the tree without leaves. */
export const EMPTY_ROOT = createHash('sha256').digest()

/** A node's place as a key of maps. */
export const nameOf = ({ level, index }: NodePlace) => `${level}.${index}`

/** The largest power of two smaller than a number from 2. */
const splitOf = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1)

/** The kept nodes that a range consists of, from the left. It begins as RFC 9162 splits trees. */
export function nodesOf({ start, end }: Range): NodePlace[] {
  const places: NodePlace[] = []
  for (let from = start; from < end;) {
    const level = Math.floor(Math.log2(end - from))
    places.push({ level, index: from / 2 ** level })
    from += 2 ** level
  }
  return places
}

/** Hash of the tree over a range. */
export function hashRange(range: Range, hashOf: HashOf): Buffer {
  const hashes = nodesOf(range).map(hashOf)
  const last = hashes.pop()
  return last ? hashes.reduceRight((right, left) => hashNode(left, right), last) : EMPTY_ROOT
}

/**
 * Adds leaves to a tree of `size`.
 *
 * @param hashOf finds the nodes that the tree consists of
 * @returns every node that is complete now and was not before, leaves included
 */
export function grow(size: number, leaves: readonly Buffer[], hashOf: HashOf): TreeNode[] {
  const grown = new Map<string, TreeNode>()
  const find = (place: NodePlace) => grown.get(nameOf(place))?.hash ?? hashOf(place)
  const add = (node: TreeNode) => grown.set(nameOf(node), node)
  leaves.forEach((leaf, offset) => {
    let node: TreeNode = { level: 0, index: size + offset, hash: leaf }
    add(node)
    while (node.index % 2 === 1) {
      const left = find({ level: node.level, index: node.index - 1 })
      const index = (node.index - 1) / 2
      node = { level: node.level + 1, index, hash: hashNode(left, node.hash) }
      add(node)
    }
  })
  return [...grown.values()]
}

/** What proves that leaf `index` is in a tree: hashes of these ranges, in this order. */
export function inclusionPath(index: number, { start, end }: Range): Range[] {
  const size = end - start
  if (size <= 1) return []
  const middle = start + splitOf(size)
  return index < middle
    ? [...inclusionPath(index, { start, end: middle }), { start: middle, end }]
    : [...inclusionPath(index, { start: middle, end }), { start, end: middle }]
}

/** What proves that a tree of `first` leaves is the beginning of one of `size`. */
export function consistencyPath(first: number, size: number): Range[] {
  return first === 0 ? [] : subproof(first, { start: 0, end: size }, true)
}

/** @param isWhole whether the older tree is this one's whole left edge, so that its hash is known */
function subproof(first: number, { start, end }: Range, isWhole: boolean): Range[] {
  if (first === end) return isWhole ? [] : [{ start, end }]
  const middle = start + splitOf(end - start)
  return first <= middle
    ? [...subproof(first, { start, end: middle }, isWhole), { start: middle, end }]
    : [...subproof(first, { start: middle, end }, false), { start, end: middle }]
}
