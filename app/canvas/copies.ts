import type * as Y from 'yjs'
import { addElement, newId } from './document.js'
import { byOrder, type Element, type NewElement } from './element.js'

/** How copies differ from what they are copied from. */
export interface CopyChange {
  /** How far away they lie, in canvas units. */
  dx: number
  dy: number
  /** Who adds them. */
  author: string
}

/**
 * Adds copies of elements, on top of everything and in their order, not locked. Groups are groups of
 * their own; a line stays attached to what was copied with it and ends loose otherwise.
 * @returns the ids of the copies; fewer than asked for where the canvas is full
 */
export function addCopies(
  doc: Y.Doc,
  elements: readonly Element[],
  { dx, dy, author }: CopyChange,
  origin?: unknown
): string[] {
  const groups = new Map<string, string>()
  const groupOf = (group: string | null) => {
    if (group === null) return null
    const fresh = groups.get(group) ?? newId()
    groups.set(group, fresh)
    return fresh
  }
  const copies = new Map<string, string>()
  const add = (element: Element) => {
    const { id, order: _order, locked: _locked, ...rest } = element
    const [x, y, rotation, scale] = element.at
    const made: NewElement = {
      ...rest,
      group: groupOf(element.group),
      author,
      at: [x + dx, y + dy, rotation, scale],
    }
    const attached =
      made.kind === 'line'
        ? {
            ...made,
            from: copies.get(made.from ?? '') ?? null,
            to: copies.get(made.to ?? '') ?? null,
          }
        : made
    const copy = addElement(doc, attached, origin)
    if (copy !== null) copies.set(id, copy)
  }
  const sorted = [...elements].sort(byOrder)
  doc.transact(() => {
    // Lines last, because what they hang on must be there before.
    sorted.filter(({ kind }) => kind !== 'line').forEach(add)
    sorted.filter(({ kind }) => kind === 'line').forEach(add)
  }, origin)
  return [...copies.values()]
}
