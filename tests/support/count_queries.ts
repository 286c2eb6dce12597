import pg from 'pg'

/** As much of pg's client as is watched here. */
interface Queries {
  query(...values: unknown[]): unknown
}

const textOf = (query: unknown): string => {
  if (typeof query === 'string') return query
  return typeof query === 'object' && query && 'text' in query ? String(query.text) : ''
}

/**
 * Runs `work` and returns the SQL that reached the database meanwhile, beginnings and ends of
 * transactions apart.
 */
export async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = []
  const watched: Queries = pg.Client.prototype
  const before = Object.getOwnPropertyDescriptor(watched, 'query')
  if (!before || typeof before.value !== 'function') throw new Error('pg has changed')
  Object.defineProperty(watched, 'query', {
    ...before,
    value: new Proxy(before.value, {
      apply(target, client, values: unknown[]): unknown {
        seen.push(textOf(values[0]))
        return Reflect.apply(target, client, values)
      },
    }),
  })
  try {
    await work()
  } finally {
    Object.defineProperty(watched, 'query', before)
  }
  return seen.filter((sql) => !/^(begin|commit|rollback)\b/i.test(sql))
}
