import pg from 'pg'

const textOf = (query: unknown): string => {
  if (typeof query === 'string') return query
  return typeof query === 'object' && query && 'text' in query ? String(query.text) : ''
}

/** Runs `work` and returns the SQL that reached the database meanwhile, beginnings and ends of transactions apart. */
export async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = new Proxy(query, {
    apply(target, client, values) {
      seen.push(textOf(values[0]))
      return Reflect.apply(target, client, values)
    },
  })
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return seen.filter((sql) => !/^(begin|commit|rollback)\b/i.test(sql))
}
