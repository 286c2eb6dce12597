import type { Point } from './bounds.js'
import { MAX_DISTANCE } from './element.js'
import { oneLine } from '#core/plain_words'

/** Longest words at a cursor, in UTF-16 units. */
export const MOST_CURSOR_WORDS = 80

/** What somebody looks at, in canvas units. */
export interface Sight extends Point {
  width: number
  height: number
}

/** What those on a canvas tell each other of themselves. Nothing of it is kept anywhere. */
export interface CursorState {
  /** Where their pointer is. */
  cursor: Point | null
  /** They point with light. */
  laser?: true
  /** What they say at their cursor. */
  words?: string
  /** The Yjs client whose view they follow. */
  follows?: number
  /** What they look at, told while somebody follows them. */
  sight?: Sight
  /** They bring everybody to where they look: another number each time. */
  calls?: number
}

/**
 * Reads what somebody tells of themselves, which may be anything; what is not as it should be is
 * left out.
 *
 * @param leads whether they may bring the others to where they look
 */
export function readCursorState(value: object, leads: boolean): CursorState {
  const fields = fieldsOf(value)
  const cursor = readPoint(fields.get('cursor'))
  const state: CursorState = { cursor }
  if (fields.get('laser') === true && cursor) state.laser = true
  const words = fields.get('words')
  const line = typeof words === 'string' ? oneLine(words, MOST_CURSOR_WORDS) : ''
  if (line !== '') state.words = line
  const follows = fields.get('follows')
  if (isCount(follows)) state.follows = follows
  const sight = readSight(fields.get('sight'))
  if (sight) state.sight = sight
  const calls = fields.get('calls')
  if (leads && isCount(calls)) state.calls = calls
  return state
}

function fieldsOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** Somewhat beyond the canvas too, where a pointer may well be. */
function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 2 * MAX_DISTANCE
}

function isLength(value: unknown): value is number {
  return isPlace(value) && value > 0
}

function readPoint(value: unknown): Point | null {
  const fields = fieldsOf(value)
  const [x, y] = [fields.get('x'), fields.get('y')]
  return isPlace(x) && isPlace(y) ? { x, y } : null
}

function readSight(value: unknown): Sight | null {
  const point = readPoint(value)
  const fields = fieldsOf(value)
  const [width, height] = [fields.get('width'), fields.get('height')]
  return point && isLength(width) && isLength(height) ? { ...point, width, height } : null
}
