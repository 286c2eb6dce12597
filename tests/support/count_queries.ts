import pg from 'pg'

/** What the connection by which nodes tell each other asks now and then, for no request. */
const BEAT = 'select 1'

/** Runs `work` and returns the SQL of every message that reached the database meanwhile. */
export async function messagesOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = []
  const watched: object = pg.Query.prototype
  const before = Object.getOwnPropertyDescriptor(watched, 'submit')
  if (!before || typeof before.value !== 'function') throw new Error('pg has changed')
  Object.defineProperty(watched, 'submit', {
    ...before,
    value: new Proxy(before.value, {
      apply(submit, query: { text: string }, values: unknown[]): unknown {
        if (query.text !== BEAT) seen.push(query.text)
        return Reflect.apply(submit, query, values)
      },
    }),
  })
  try {
    await work()
  } finally {
    Object.defineProperty(watched, 'submit', before)
  }
  return seen
}

/** The same without the beginnings and ends of transactions. */
export async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = await messagesOf(work)
  return sent.filter((sql) => !/^(begin|commit|rollback)\b/i.test(sql))
}
