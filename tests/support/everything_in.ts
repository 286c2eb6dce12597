import { asOwner } from './database.js'

/** Everything in a table's rows as somebody sees it who has the database and nothing else. */
export async function everythingIn(table: string): Promise<string> {
  const rows = await asOwner<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${table} t`
  )
  const bytes = rows.flatMap(({ row }) =>
    Object.values(row).map((value) =>
      typeof value === 'string' && value.startsWith('\\x')
        ? Buffer.from(value.slice(2), 'hex').toString('latin1')
        : JSON.stringify(value)
    )
  )
  return bytes.join('\n')
}
