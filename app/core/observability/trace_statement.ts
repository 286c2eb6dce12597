import { endOf, openSpan } from './tracing.js'

interface Shape {
  /** Such as `select outbox`. */
  name: string
  text: string
}

/**
 * Comments and every form of literal, in one go from left to right: neither what looks like a
 * comment inside a literal nor an apostrophe inside a comment shifts where the others begin.
 */
const WORDS =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|\be'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)/gi

const LONGEST = 2_000
const MOST = 500
const shapes = new Map<string, Shape>()

/**
 * Traces a statement from its sending to its answer. Only its text is told, without the values that
 * go with it and without the literals in it.
 *
 * @param rest what the driver is given beside the statement; its last part is called with the answer
 * @returns what to give the driver in its place
 */
export function traceStatement(text: string, rest: unknown[]): unknown[] {
  const answered = rest.at(-1)
  const opened = typeof answered === 'function' ? openSpanOf(text) : null
  if (!opened || typeof answered !== 'function') return rest
  const andEnd = (error: unknown, ...answer: unknown[]): unknown => {
    opened.end(error ? endOf(error) : {})
    return Reflect.apply(answered, undefined, [error, ...answer])
  }
  return [...rest.slice(0, -1), andEnd]
}

function openSpanOf(text: string) {
  const shape = shapes.get(text) ?? shapeOf(text)
  return openSpan(shape.name, {
    kind: 'client',
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': shape.text },
  })
}

/** What is told of a statement: what it does to which table, and its text without any literal. */
export function shapeOf(text: string): Shape {
  const bare = text
    .replaceAll(WORDS, (found) => (/^(--|\/\*)/.test(found) ? ' ' : '?'))
    .replaceAll(/\s+/g, ' ')
    .trim()
  const [verb = ''] = /^[a-z]+/i.exec(bare) ?? []
  const table = /\b(?:from|into|update)\s+"?([a-z_]+)/i.exec(bare)?.[1]
  const name = `${verb.toLowerCase()}${table ? ` ${table}` : ''}`
  const shape = { name, text: bare.slice(0, LONGEST) }
  if (shapes.size < MOST) shapes.set(text, shape)
  return shape
}
