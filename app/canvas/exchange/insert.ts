import * as Y from 'yjs'
import { bounds, union, type Box } from '../bounds.js'
import { elementsOf, MAX_ELEMENTS, newId, putElement, topOrder } from '../document.js'
import { LARGEST_DOCUMENT } from '../document_size.js'
import { byOrder, MAX_DISTANCE, type NewElement } from '../element.js'
import { MAX_ORDER } from '../read_element.js'
import type { Carried } from './carried.js'

/** How many elements come as one change: the server has others to serve between two. */
const PIECE = 500
/** How full a canvas may become by what is laid on it, and an empty one. */
const FULL = 0.95
const FULL_OF_ONE = 0.99
/** How far from what lies there already something is laid that shall lie by itself. Canvas units. */
const APART = 160

/** How what is added differs from what is carried. */
export interface Landing {
  /** How far away it lies, in canvas units. */
  dx: number
  dy: number
  /** Who adds it. */
  author: string
}

/**
 * Adds elements on top of everything, in their order, grouped, locked and connected among each
 * other as they are. Each gets a fresh id, so that the same can be added twice.
 *
 * @returns the ids; none, and nothing is added, when there is no room for all
 */
export function insertElements(
  doc: Y.Doc,
  carried: readonly Carried[],
  { dx, dy, author }: Landing,
  origin?: unknown
): string[] {
  if (elementsOf(doc).size + carried.length > MAX_ELEMENTS) return []
  const top = topOrder(doc)
  const step = Math.min(1, (MAX_ORDER - top) / (carried.length + 1))
  const renewed = (names: Iterable<string>) => new Map([...names].map((name) => [name, newId()]))
  const ids = renewed(carried.map(({ id }) => id))
  const groups = renewed(carried.map(({ group }) => group ?? ''))
  const freshOf = (names: ReadonlyMap<string, string>, name: string | null) =>
    name === null ? null : (names.get(name) ?? null)
  const sorted = carried.map((element) => ({ ...element, author })).sort(byOrder)
  const added: (string | null)[] = []
  const lay = (from: number) => {
    sorted.slice(from, from + PIECE).forEach(({ id, order: _order, ...rest }, i) => {
      const [x, y, rotation, scale] = rest.at
      const made: NewElement = {
        ...rest,
        group: freshOf(groups, rest.group),
        at: [x + dx, y + dy, rotation, scale],
      }
      const attached =
        made.kind === 'line'
          ? { ...made, from: freshOf(ids, made.from), to: freshOf(ids, made.to) }
          : made
      const place = { id: ids.get(id) ?? newId(), order: top + (from + i + 1) * step }
      added.push(putElement(doc, attached, place, origin))
    })
  }
  for (let from = 0; from < sorted.length; from += PIECE) doc.transact(() => lay(from), origin)
  return added.filter((id) => id !== null)
}

/** How much elements are, as the update that adds them. Bytes. */
export function weightOf(carried: readonly Carried[]): number {
  const scratch = new Y.Doc()
  insertElements(scratch, carried, { dx: 0, dy: 0, author: 'x'.repeat(36) })
  const { length } = Y.encodeStateAsUpdate(scratch)
  scratch.destroy()
  return length
}

/**
 * Whether there is room for elements on a canvas, in number and in bytes. What was a whole canvas
 * fits on an empty one.
 */
export function hasRoomFor(doc: Y.Doc, carried: readonly Carried[]): boolean {
  const { size } = elementsOf(doc)
  if (size + carried.length > MAX_ELEMENTS) return false
  const most = (size === 0 ? FULL_OF_ONE : FULL) * LARGEST_DOCUMENT
  return Y.encodeStateAsUpdate(doc).length + weightOf(carried) < most
}

/** The upright rectangle that elements cover, texts as high as they are estimated; null if none. */
export function boxOf(carried: readonly Carried[]): Box | null {
  return union(carried.map((element) => bounds({ ...element, author: '' })))
}

/**
 * How far a box has to be moved so that it lies beside what is there: not at all when nothing is,
 * otherwise to where there is canvas left, to the right first. Null when there is none.
 */
export function emptyPlace(taken: Box | null, box: Box): { dx: number; dy: number } | null {
  if (!taken) return { dx: 0, dy: 0 }
  const [top, left] = [taken.minY - box.minY, taken.minX - box.minX]
  const places = [
    { dx: taken.maxX + APART - box.minX, dy: top },
    { dx: left, dy: taken.maxY + APART - box.minY },
    { dx: taken.minX - APART - box.maxX, dy: top },
    { dx: left, dy: taken.minY - APART - box.maxY },
  ]
  const fits = ({ dx, dy }: { dx: number; dy: number }) =>
    [box.minX + dx, box.minY + dy, box.maxX + dx, box.maxY + dy].every(
      (edge) => Math.abs(edge) <= MAX_DISTANCE
    )
  return places.find(fits) ?? null
}
