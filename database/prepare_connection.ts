import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes } from 'node:crypto'
import { traceStatement } from '#core/observability/trace_statement'

/** A driver's connection; the one part of it that is needed here. */
export interface Connection {
  query: (...question: unknown[]) => unknown
}

interface Statement {
  text: string
  values?: unknown[]
}

/**
 * SQL that is sent in one message with the `BEGIN` of the transaction that is opened inside it. It
 * cannot have bindings.
 */
export const withBegin = new AsyncLocalStorage<string>()

/** As the query builder writes it. */
const BEGIN = 'BEGIN;'

/**
 * Statements are made of constant text, so there are a few hundred of them. Should something make
 * up new ones without end, the database does not have to remember them all.
 */
const MOST = 500

function isStatement(question: unknown): question is Statement {
  return (
    typeof question === 'object' &&
    question !== null &&
    'text' in question &&
    typeof question.text === 'string'
  )
}

/**
 * Makes a new connection quick to work with.
 *
 * Each statement with bindings gets a name, so that the database parses it once for the connection
 * and after five times keeps its plan: with row-level security, planning costs more than most of
 * our queries themselves. Names differ between connections, because those to the embedded database
 * share one session. And a transaction's first settings travel with its `BEGIN`.
 */
export function prepareConnection(connection: Connection): void {
  const prefix = randomBytes(6).toString('hex')
  const names = new Map<string, string>()
  const query = connection.query.bind(connection)

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known || names.size >= MOST) return known
    const name = `${prefix}_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
    names.set(text, name)
    return name
  }
  const prepared = (question: unknown): unknown => {
    if (!isStatement(question)) return question
    if (question.text === BEGIN) return { text: BEGIN + (withBegin.getStore() ?? '') }
    return question.values?.length ? { ...question, name: nameOf(question.text) } : question
  }
  connection.query = (question, ...rest) =>
    query(
      prepared(question),
      ...(isStatement(question) ? traceStatement(question.text, rest) : rest)
    )
}
