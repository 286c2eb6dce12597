import type * as Y from 'yjs'
import { elementsOf, lowestOrder, MAX_ELEMENTS, newId, putElement, topOrder } from './document.js'
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
 * Adds copies of elements in their order, not locked: frames beneath everything, the rest on top.
 * Groups are groups of their own; a line stays attached to what was copied with it and ends loose
 * otherwise.
 * @returns the ids of the copies; none, and nothing is added, when there is no room for all
 */
export function addCopies(
  doc: Y.Doc,
  elements: readonly Element[],
  { dx, dy, author }: CopyChange,
  origin?: unknown
): string[] {
  if (elementsOf(doc).size + elements.length > MAX_ELEMENTS) return []
  const groups = new Map(elements.map(({ group }) => [group, group === null ? null : newId()]))
  const copies = new Map(elements.map(({ id }) => [id, newId()]))
  const copyOf = (id: string | null) => copies.get(id ?? '') ?? null
  const sorted = [...elements].sort(byOrder)
  const frames = sorted.filter(({ kind }) => kind === 'frame')
  const others = sorted.filter(({ kind }) => kind !== 'frame')
  const [lowest, top] = [lowestOrder(doc), topOrder(doc)]
  const put = (element: Element, place: number) => {
    const { id, order: _order, locked: _locked, ...rest } = element
    const [x, y, rotation, scale] = element.at
    const made: NewElement = {
      ...rest,
      group: groups.get(element.group) ?? null,
      author,
      at: [x + dx, y + dy, rotation, scale],
    }
    const attached =
      made.kind === 'line' ? { ...made, from: copyOf(made.from), to: copyOf(made.to) } : made
    return putElement(doc, attached, { id: copyOf(id) ?? newId(), order: place }, origin)
  }
  const added: (string | null)[] = []
  doc.transact(() => {
    frames.forEach((frame, i) => added.push(put(frame, lowest - frames.length + i)))
    others.forEach((other, i) => added.push(put(other, top + 1 + i)))
  }, origin)
  return added.filter((id) => id !== null)
}
