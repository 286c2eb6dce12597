import * as Y from 'yjs'
import { decodePoints, encodePoints, type StrokePoints } from './points.js'

/** Most elements one canvas may hold; what lies beyond is neither added nor shown. */
export const MAX_ELEMENTS = 20_000
/** Longest text of one element, in UTF-16 units; what lies beyond is not shown. */
export const MAX_TEXT_LENGTH = 5_000
/** Farthest an element may lie from the origin on either axis, in canvas units. */
export const MAX_DISTANCE = 1_000_000
export const MIN_SCALE = 0.05
export const MAX_SCALE = 20
export const MIN_TEXT_WIDTH = 40
export const MAX_TEXT_WIDTH = 2_000
export const MAX_STROKE_WIDTH = 64

const MAX_ORDER = 2 ** 31
const MAX_NAME_LENGTH = 100
const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The colours of the document, by meaning and not by value: each theme has its own shade. */
export const COLOURS = ['ink', 'red', 'amber', 'green', 'blue', 'violet'] as const
export type Colour = (typeof COLOURS)[number]

/**
 * Where an element lies: x and y of its anchor in canvas units, rotation in degrees clockwise
 * (−180 to 180), scale. The anchor is the centre of a card or stroke and the middle of the upper
 * edge of a text, which therefore grows downwards.
 */
export type Placement = readonly [x: number, y: number, rotation: number, scale: number]

interface Placed {
  id: string
  at: Placement
  /** Elements are drawn from the lowest order to the highest, equal ones by id. */
  order: number
  /** The person who added it, as their browser claims: not evidence of who did. */
  author: string
}
/** A deck's card. */
export interface CardElement extends Placed {
  kind: 'card'
  /** The id of a deck's card. */
  card: string
}
/** Words, in any script. */
export interface TextElement extends Placed {
  kind: 'text'
  text: string
  colour: Colour
  /** The width at which lines wrap, in canvas units before scaling. */
  width: number
}
/** A line that was drawn by hand. */
export interface StrokeElement extends Placed {
  kind: 'stroke'
  points: StrokePoints
  colour: Colour
  /** In canvas units before scaling. */
  width: number
}
export type Element = CardElement | TextElement | StrokeElement

/** The map of elements by id. Observe it; write through the functions of this file. */
export function elementsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('elements')
}

function newId(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => ID_ALPHABET.charAt(byte % 64)).join('')
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/**
 * The placement as it is stored. The steps are powers of two so that each number fits the four
 * byte float of the encoding; one decimal would double the size of every move.
 */
function stored([x, y, rotation, scale]: Placement): number[] {
  const step = (value: number, parts: number) => Math.round(value * parts) / parts
  const turned = ((((rotation + 180) % 360) + 360) % 360) - 180
  return [
    step(clamp(x, -MAX_DISTANCE, MAX_DISTANCE), 4),
    step(clamp(y, -MAX_DISTANCE, MAX_DISTANCE), 4),
    step(turned, 4),
    step(clamp(scale, MIN_SCALE, MAX_SCALE), 1024),
  ]
}

function readPlacement(value: unknown): Placement | null {
  if (!Array.isArray(value) || value.length !== 4) return null
  const parts: readonly unknown[] = value
  const [x, y, rotation, scale] = parts
  const within = (number: unknown, low: number, high: number): number is number =>
    typeof number === 'number' && number >= low && number <= high
  if (!within(x, -MAX_DISTANCE, MAX_DISTANCE) || !within(y, -MAX_DISTANCE, MAX_DISTANCE))
    return null
  // A little slack at the lower end, because scales are stored rounded.
  if (!within(rotation, -180, 180) || !within(scale, MIN_SCALE / 2, MAX_SCALE)) return null
  return [x, y, rotation, scale]
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME_LENGTH
const isOrder = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= MAX_ORDER
const isColour = (value: unknown): value is Colour => COLOURS.some((colour) => colour === value)

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
  const at = readPlacement(map.get('at'))
  const order: unknown = map.get('order')
  const author: unknown = map.get('author')
  if (!at || !isOrder(order) || !isName(author)) return null
  const placed = { id, at, order, author }
  const kind: unknown = map.get('kind')
  if (kind === 'card') {
    const card: unknown = map.get('card')
    return isName(card) ? { ...placed, kind, card } : null
  }
  const colour: unknown = map.get('colour')
  const width: unknown = map.get('width')
  if (!isColour(colour) || typeof width !== 'number') return null
  if (kind === 'text') {
    const text: unknown = map.get('text')
    if (!(text instanceof Y.Text)) return null
    if (!(width >= MIN_TEXT_WIDTH && width <= MAX_TEXT_WIDTH)) return null
    return { ...placed, kind, text: text.toJSON().slice(0, MAX_TEXT_LENGTH), colour, width }
  }
  if (kind === 'stroke') {
    const points = readPoints(map.get('points'))
    if (!points || !(width > 0 && width <= MAX_STROKE_WIDTH)) return null
    return { ...placed, kind, points, colour, width }
  }
  return null
}

/** Compares two elements by the order in which they are drawn. */
export function byOrder(a: Element, b: Element): number {
  if (a.order !== b.order) return a.order - b.order
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
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

function topOrder(doc: Y.Doc): number {
  let top = 0
  for (const map of elementsOf(doc).values()) {
    const order: unknown = map instanceof Y.Map ? map.get('order') : null
    if (isOrder(order)) top = Math.max(top, order)
  }
  return Math.min(top, MAX_ORDER - 1)
}

function add(doc: Y.Doc, own: Record<string, unknown>, at: Placement, origin: unknown) {
  const elements = elementsOf(doc)
  if (elements.size >= MAX_ELEMENTS) return null
  // Always a fresh id: of two nested types created under one key, one is lost with all in it.
  const id = newId()
  doc.transact(() => {
    const map = new Y.Map<unknown>(Object.entries({ ...own, at: stored(at) }))
    map.set('order', topOrder(doc) + 1)
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
  return add(doc, { kind: 'card', card, author }, at, origin)
}

/** Adds a text on top of everything. Returns its element's id, null if the canvas is full. */
export function addText(
  doc: Y.Doc,
  { text, colour, width, at, author }: Omit<TextElement, 'id' | 'kind' | 'order'>,
  origin?: unknown
): string | null {
  const body = new Y.Text(text.slice(0, MAX_TEXT_LENGTH))
  const wrapped = clamp(width, MIN_TEXT_WIDTH, MAX_TEXT_WIDTH)
  return add(doc, { kind: 'text', text: body, colour, width: wrapped, author }, at, origin)
}

/** Adds a stroke on top of everything. Returns its element's id, null if the canvas is full. */
export function addStroke(
  doc: Y.Doc,
  { points, colour, width, at, author }: Omit<StrokeElement, 'id' | 'kind' | 'order'>,
  origin?: unknown
): string | null {
  if (points.length < 3) return null
  const packed = encodePoints(points)
  return add(doc, { kind: 'stroke', points: packed, colour, width, author }, at, origin)
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

/** Raises elements above all others and keeps their order among themselves. */
export function bringToFront(doc: Y.Doc, ids: readonly string[], origin?: unknown): void {
  const raised = ids
    .map((id) => readElement(doc, id))
    .filter((element) => element !== null)
    .sort(byOrder)
  doc.transact(() => {
    let order = topOrder(doc)
    for (const { id } of raised) {
      const map = elementsOf(doc).get(id)
      if (map instanceof Y.Map) map.set('order', Math.min((order += 1), MAX_ORDER))
    }
  }, origin)
}

/** Takes elements off the canvas. Ids that are not on it are ignored. */
export function remove(doc: Y.Doc, ids: readonly string[], origin?: unknown): void {
  doc.transact(() => ids.forEach((id) => elementsOf(doc).delete(id)), origin)
}

/**
 * Replaces the text of a text element by writing only the part that differs, so that what others
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
