import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import {
  consistencyPath,
  EMPTY_ROOT,
  grow,
  hashLeaf,
  hashNode,
  hashRange,
  inclusionPath,
  nameOf,
  type NodePlace,
} from './merkle.js'

const leaf = (index: number) => hashLeaf(`entry ${index}`)

/** The hash of a tree as RFC 9162, 2.1.1 defines it, without keeping anything. */
function rootOf(leaves: Buffer[]): Buffer {
  const [first] = leaves
  if (!first) return createHash('sha256').digest()
  if (leaves.length === 1) return first
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return hashNode(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => leaf(index))

/** A tree that was grown by steps. */
function treeOf(size: number, step: number) {
  const kept = new Map<string, Buffer>()
  const hashOf = (place: NodePlace) => {
    const hash = kept.get(nameOf(place))
    if (!hash) throw new Error(`There is no node ${nameOf(place)}`)
    return hash
  }
  for (let from = 0; from < size; from += step) {
    const leaves = leavesOf(size).slice(from, from + step)
    for (const node of grow(from, leaves, hashOf)) kept.set(nameOf(node), node.hash)
  }
  return { kept, hashOf, root: (end: number) => hashRange({ start: 0, end }, hashOf) }
}

/** RFC 9162, 2.1.3.2. */
function includes(index: number, size: number, leafHash: Buffer, path: Buffer[], root: Buffer) {
  let [fn, sn, hash] = [index, size - 1, leafHash]
  for (const part of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = hashNode(part, hash)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1]
    } else {
      hash = hashNode(hash, part)
    }
    ;[fn, sn] = [fn >> 1, sn >> 1]
  }
  return sn === 0 && hash.equals(root)
}

/** RFC 9162, 2.1.4.2. */
function continues(first: number, second: number, roots: [Buffer, Buffer], proof: Buffer[]) {
  if (first === second) return proof.length === 0 && roots[0].equals(roots[1])
  const path = Number.isInteger(Math.log2(first)) ? [roots[0], ...proof] : [...proof]
  let [fn, sn] = [first - 1, second - 1]
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1]
  const begin = path.shift()
  if (!begin) return false
  let [fr, sr] = [begin, begin]
  for (const part of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = hashNode(part, fr)
      sr = hashNode(part, sr)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1]
    } else {
      sr = hashNode(sr, part)
    }
    ;[fn, sn] = [fn >> 1, sn >> 1]
  }
  return sn === 0 && fr.equals(roots[0]) && sr.equals(roots[1])
}

const SIZE = 67

test.group('The Merkle tree', () => {
  test('has the hashes that RFC 9162 defines', ({ assert }) => {
    assert.equal(
      EMPTY_ROOT.toString('hex'),
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    )
    // Known vectors of certificate transparency: the leaf without data, and the tree over 8 inputs.
    assert.equal(
      hashLeaf('').toString('hex'),
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'
    )
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
    const last = '606162636465666768696a6b6c6d6e6f'
    const leaves = [...inputs, last].map((hex) => hashLeaf(Buffer.from(hex, 'hex')))
    const kept = new Map(grow(0, leaves, () => EMPTY_ROOT).map((node) => [nameOf(node), node.hash]))
    const root = hashRange({ start: 0, end: 8 }, (place) => kept.get(nameOf(place)) ?? EMPTY_ROOT)
    assert.equal(
      root.toString('hex'),
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'
    )
  })

  for (const step of [1, 3, 16, SIZE]) {
    test(`is the same when it grows by ${step} at a time`, ({ assert }) => {
      const tree = treeOf(SIZE, step)
      for (let size = 0; size <= SIZE; size++) {
        assert.deepEqual(tree.root(size), rootOf(leavesOf(size)), `size ${size}`)
      }
    })
  }

  test('proves each of its leaves, and no other', ({ assert }) => {
    const { hashOf, root } = treeOf(SIZE, SIZE)
    for (let size = 1; size <= SIZE; size++) {
      for (let index = 0; index < size; index++) {
        const ranges = inclusionPath(index, { start: 0, end: size })
        const path = ranges.map((range) => hashRange(range, hashOf))
        assert.isTrue(includes(index, size, leaf(index), path, root(size)))
        assert.isFalse(includes(index, size, leaf(index + 1), path, root(size)))
      }
    }
  })

  test('proves that it only grew', ({ assert }) => {
    const { hashOf, root } = treeOf(SIZE, SIZE)
    for (let second = 1; second <= SIZE; second++) {
      for (let first = 1; first <= second; first++) {
        const ranges = consistencyPath(first, second)
        const proof = ranges.map((range) => hashRange(range, hashOf))
        assert.isTrue(continues(first, second, [root(first), root(second)], proof))
        assert.isFalse(continues(first, second, [hashLeaf('other'), root(second)], proof))
      }
    }
  })
})
