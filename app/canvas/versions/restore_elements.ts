import * as Y from 'yjs'
import { difference, elementsOf } from '../document.js'

/** About so many bytes are written in one transaction, so that no message becomes too large. */
const PIECE = 200_000
/** About what an element takes beside its words and points. Bytes. */
const LEAST = 200

/**
 * Brings the elements of a document back to what they are in another, an earlier state of it: what
 * came since goes, what went comes back under its old id, and what is as it was is left alone. Each
 * piece is a transaction, so that what others do meanwhile elsewhere stays.
 */
export function restoreElements(doc: Y.Doc, past: Y.Doc, origin?: unknown): void {
  const [now, then] = [elementsOf(doc), elementsOf(past)]
  doc.transact(() => {
    for (const id of [...now.keys()]) if (!then.has(id)) now.delete(id)
  }, origin)
  let piece: [string, unknown][] = []
  let size = 0
  const write = () => {
    doc.transact(() => piece.forEach(([id, value]) => restore(now, id, value)), origin)
    piece = []
    size = 0
  }
  for (const each of then) {
    piece.push(each)
    size += LEAST + sizeOf(each[1])
    if (size > PIECE) write()
  }
  write()
}

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length
  if (value instanceof Y.Text) return 2 * value.length
  if (value instanceof Y.Map) {
    return [...value.values()].reduce((sum: number, each) => sum + sizeOf(each), 0)
  }
  return 0
}

function restore(map: Y.Map<unknown>, key: string, value: unknown): void {
  const present = map.get(key)
  if (value instanceof Y.Map && present instanceof Y.Map) {
    for (const name of [...present.keys()]) if (!value.has(name)) present.delete(name)
    for (const [name, each] of value) restore(present, name, each)
  } else if (value instanceof Y.Text && present instanceof Y.Text) {
    const { start, removed, inserted } = difference(present.toJSON(), value.toJSON())
    if (removed > 0) present.delete(start, removed)
    if (inserted !== '') present.insert(start, inserted)
  } else if (!isSame(present, value)) map.set(key, copyOf(value))
}

function copyOf(value: unknown): unknown {
  return value instanceof Y.AbstractType ? value.clone() : value
}

/** Whether two plain values of a document say the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (one instanceof Y.AbstractType || other instanceof Y.AbstractType) return false
  if (one instanceof Uint8Array && other instanceof Uint8Array) {
    return one.length === other.length && one.every((byte, i) => byte === other[i])
  }
  return JSON.stringify(one) === JSON.stringify(other)
}
