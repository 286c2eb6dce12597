import * as Y from 'yjs'
import { ownBox } from './bounds.js'
import {
  byOrder,
  MAX_DISTANCE,
  MAX_SCALE,
  MAX_SIZE,
  MAX_TEXT_LENGTH,
  MAX_TEXT_WIDTH,
  MIN_SCALE,
  MIN_SIZE,
  MIN_TEXT_WIDTH,
  type CardElement,
  type Colour,
  type Element,
  type NewElement,
  type Placement,
} from './element.js'
import { isHeavy } from './document_size.js'
import { resolvedEnds } from './lines.js'
import { decodePoints, encodePoints, type StrokePoints } from './points.js'
import { isName, isOrder, MAX_ORDER, readElementFrom, readPlacement } from './read_element.js'

/** Most elements one canvas may hold; what lies beyond is neither added nor shown. */
export const MAX_ELEMENTS = 20_000

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The map of elements by id. Observe it; write through the functions of this file. */
export function elementsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('elements')
}

/** A fresh name for an element or a group. */
export function newId(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => ID_ALPHABET.charAt(byte % 64)).join('')
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))
const quarter = (value: number) => Math.round(value * 4) / 4

/**
 * The placement as it is stored. The steps are powers of two so that each number fits the four
 * byte float of the encoding; one decimal would double the size of every move.
 */
function stored([x, y, rotation, scale]: Placement): number[] {
  const turned = ((((rotation + 180) % 360) + 360) % 360) - 180
  return [
    quarter(clamp(x, -MAX_DISTANCE, MAX_DISTANCE)),
    quarter(clamp(y, -MAX_DISTANCE, MAX_DISTANCE)),
    quarter(turned),
    Math.round(clamp(scale, MIN_SCALE, MAX_SCALE) * 1024) / 1024,
  ]
}

// Bytes in a document never change once written, and moving a stroke must not unpack it again.
const unpacked = new WeakMap<Uint8Array, StrokePoints | null>()

function readPoints(value: unknown): StrokePoints | null {
  if (!(value instanceof Uint8Array)) return null
  const known = unpacked.get(value)
  if (known !== undefined) return known
  const points = decodePoints(value)
  unpacked.set(value, points)
  return points
}

/** One element, or null if there is none of this id or it is not one that we know how to show. */
export function readElement(doc: Y.Doc, id: string): Element | null {
  const map = elementsOf(doc).get(id)
  if (!(map instanceof Y.Map) || !isName(id)) return null
  return readElementFrom(id, {
    get: (key): unknown => map.get(key),
    text: (value) => (value instanceof Y.Text ? value.toJSON() : null),
    points: readPoints,
  })
}

/** Every element that can be shown, in drawing order; what is unknown or malformed is skipped. */
export function readElements(doc: Y.Doc): Element[] {
  let ids = [...elementsOf(doc).keys()]
  // The order of keys differs from client to client; sorted, all leave out the same ones.
  if (ids.length > MAX_ELEMENTS) ids = ids.sort().slice(0, MAX_ELEMENTS)
  return ids
    .map((id) => readElement(doc, id))
    .filter((element) => element !== null)
    .sort(byOrder)
}

function orders(doc: Y.Doc): number[] {
  return [...elementsOf(doc).values()]
    .map((map): unknown => (map instanceof Y.Map ? map.get('order') : null))
    .filter(isOrder)
}

/** The highest order there is; 0 at least. */
export function topOrder(doc: Y.Doc): number {
  return Math.min(
    orders(doc).reduce((top, order) => Math.max(top, order), 0),
    MAX_ORDER - 1
  )
}

/** The lowest order there is; 0 at most. */
export function lowestOrder(doc: Y.Doc): number {
  return Math.max(
    orders(doc).reduce((low, order) => Math.min(low, order), 0),
    1 - MAX_ORDER
  )
}

function storedValue(key: string, value: unknown): unknown {
  if (key === 'text') return new Y.Text(String(value).slice(0, MAX_TEXT_LENGTH))
  return value instanceof Float32Array ? encodePoints(value) : value
}

function fieldsOf(made: NewElement): [string, unknown][] {
  const measured =
    made.kind === 'text'
      ? { ...made, width: clamp(made.width, MIN_TEXT_WIDTH, MAX_TEXT_WIDTH) }
      : made.kind === 'shape' || made.kind === 'frame' || made.kind === 'image'
        ? { ...made, size: made.size.map((side) => clamp(quarter(side), MIN_SIZE, MAX_SIZE)) }
        : made.kind === 'line'
          ? { ...made, ends: made.ends.map(quarter) }
          : made
  return Object.entries({ ...measured, at: stored(made.at) })
    .filter(([, value]) => value !== null && value !== false)
    .map(([key, value]) => [key, storedValue(key, value)])
}

/** Whether nothing more can be added, for how many elements or how many bytes there are. */
export const isFull = (doc: Y.Doc): boolean => elementsOf(doc).size >= MAX_ELEMENTS || isHeavy(doc)

/**
 * Adds an element on top of everything, a frame beneath everything. Returns its id, null if the
 * canvas is full or the element is a stroke without points.
 */
export function addElement(doc: Y.Doc, made: NewElement, origin?: unknown): string | null {
  const order = made.kind === 'frame' ? lowestOrder(doc) - 1 : topOrder(doc) + 1
  return putElement(doc, made, { id: newId(), order }, origin)
}

/**
 * Adds an element where an order says. Returns its id, null as `addElement` does.
 * @param id a fresh one, always: of two nested types created under one key, one is lost with all in it
 */
export function putElement(
  doc: Y.Doc,
  made: NewElement,
  { id, order }: Pick<Element, 'id' | 'order'>,
  origin?: unknown
): string | null {
  const elements = elementsOf(doc)
  if (isFull(doc)) return null
  if (made.kind === 'stroke' && made.points.length < 3) return null
  doc.transact(() => {
    const map = new Y.Map<unknown>(fieldsOf(made))
    map.set('order', order)
    elements.set(id, map)
  }, origin)
  return id
}

/** Lays a deck's card on top of everything. Returns its element's id, null if the canvas is full. */
export function placeCard(
  doc: Y.Doc,
  { card, at, author }: Pick<CardElement, 'card' | 'at' | 'author'>,
  origin?: unknown
): string | null {
  return addElement(doc, { kind: 'card', card, at, author }, origin)
}

/** Moves, turns or resizes an element. Writes nothing if it is gone or already lies there. */
export function move(doc: Y.Doc, id: string, at: Placement, origin?: unknown): void {
  const map = elementsOf(doc).get(id)
  if (!(map instanceof Y.Map)) return
  const next = stored(at)
  const current = readPlacement(map.get('at'))
  if (current && current.every((value, i) => value === next[i])) return
  doc.transact(() => map.set('at', next), origin)
}

/** What can be changed of several elements at once. */
export interface Marks {
  group?: string | null
  locked?: boolean
  colour?: Colour
}

/** Groups, locks or colours elements; null and false take it back. What has no colour gets none. */
export function mark(doc: Y.Doc, ids: readonly string[], marks: Marks, origin?: unknown): void {
  doc.transact(() => {
    for (const id of ids) {
      const map = elementsOf(doc).get(id)
      if (!(map instanceof Y.Map)) continue
      for (const [key, value] of Object.entries(marks)) {
        const next: unknown = value === null || value === false ? undefined : value
        if (map.get(key) === next || (key === 'colour' && !map.has(key))) continue
        if (next === undefined) map.delete(key)
        else map.set(key, next)
      }
    }
  }, origin)
}

/**
 * Takes elements off the canvas. Lines that were attached to them stay, and end where they ended.
 * Ids that are not on it are ignored.
 */
export function remove(doc: Y.Doc, ids: readonly string[], origin?: unknown): void {
  const gone = new Set(ids)
  const find = (id: string) => {
    const element = readElement(doc, id)
    return element && { element, own: ownBox(element) }
  }
  doc.transact(() => {
    for (const [id, map] of elementsOf(doc)) {
      if (gone.has(id) || !(map instanceof Y.Map)) continue
      const lost = (['from', 'to'] as const).filter((key) => gone.has(String(map.get(key))))
      const line = lost.length > 0 ? readElement(doc, id) : null
      if (line?.kind !== 'line') continue
      map.set('ends', resolvedEnds(line, find).map(quarter))
      lost.forEach((key) => map.delete(key))
    }
    ids.forEach((id) => elementsOf(doc).delete(id))
  }, origin)
}

/**
 * Replaces the text of an element by writing only the part that differs, so that what others
 * write elsewhere in it at the same time stays. Text beyond `MAX_TEXT_LENGTH` is cut.
 */
export function writeText(doc: Y.Doc, id: string, next: string, origin?: unknown): void {
  const map = elementsOf(doc).get(id)
  const text: unknown = map instanceof Y.Map ? map.get('text') : null
  if (!(text instanceof Y.Text)) return
  const before = text.toJSON()
  const { start, removed, inserted } = difference(before, next.slice(0, MAX_TEXT_LENGTH))
  if (removed === 0 && inserted === '') return
  doc.transact(() => {
    text.delete(start, removed)
    text.insert(start, inserted)
  }, origin)
}

/** The one replacement that turns `before` into `after`, never between two halves of a character. */
export function difference(before: string, after: string) {
  const isTail = (text: string, i: number) => (text.charCodeAt(i) & 0xfc00) === 0xdc00
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  if (start > 0 && (isTail(before, start) || isTail(after, start))) start--
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (end > 0 && isTail(before, before.length - end)) end--
  const inserted = after.slice(start, after.length - end)
  return { start, removed: before.length - end - start, inserted }
}
