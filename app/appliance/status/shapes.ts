import { oneLine } from '#core/plain_words'

/** Reads a value that came from outside, or throws a ShapeError. */
export type Shape<Value> = (value: unknown) => Value

/** A value is not of the shape that it should be. */
export class ShapeError extends Error {
  override name = 'ShapeError'
}

const LONGEST_TEXT = 300
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

function assert(isRight: boolean, expected: string): asserts isRight {
  if (!isRight) throw new ShapeError(`not ${expected}`)
}

/** One short line without anything that is not seen. */
export const text: Shape<string> = (value) => {
  assert(typeof value === 'string' && oneLine(value, LONGEST_TEXT) === value, 'a line of text')
  return value
}

/** A moment: ISO 8601, UTC. */
export const time: Shape<string> = (value) => {
  assert(typeof value === 'string' && TIME.test(value), 'a time')
  assert(!Number.isNaN(Date.parse(value)), 'a time that there is')
  return value
}

/** A number of something: none or more. */
export const amount: Shape<number> = (value) => {
  assert(typeof value === 'number' && value >= 0 && Number.isFinite(value), 'an amount')
  return value
}

/** A number, less than none too. */
export const change: Shape<number> = (value) => {
  assert(typeof value === 'number' && Number.isFinite(value), 'a number')
  return value
}

/** True or false. */
export const truth: Shape<boolean> = (value) => {
  assert(typeof value === 'boolean', 'true or false')
  return value
}

/** Something, or null. */
export function orNull<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (value) => (value === null ? null : shape(value))
}

/** At most so many of something. */
export function listOf<Value>(shape: Shape<Value>, most: number): Shape<Value[]> {
  return (value) => {
    assert(Array.isArray(value) && value.length <= most, `a list of at most ${most}`)
    return value.map((each: unknown) => shape(each))
  }
}

/** The members of an object, to be asked for by name; others are ignored, and not passed on. */
export function members(value: unknown): <Value>(name: string, shape: Shape<Value>) => Value {
  assert(typeof value === 'object' && value !== null && !Array.isArray(value), 'an object')
  const found = new Map<string, unknown>(Object.entries(value))
  return (name, shape) => shape(found.get(name))
}
