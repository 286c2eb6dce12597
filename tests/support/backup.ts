import { asOwner } from './database.js'

/** Tables with sealed values and those with keys, each with the column that names the organisation. */
const TABLES = new Map([
  ['journal_entries', 'organisation_id'],
  ['canvases', 'organisation_id'],
  ['mailbox_messages', 'sealed_for'],
  ['data_keys', 'organisation_id'],
])

/** What a backup of the database holds of some organisations. */
export interface Backup {
  organisations: string[]
  rows: Map<string, string>
  ring: string
}

/** Takes a backup of what organisations have sealed, with the keys of then. */
export async function backUp(...organisations: string[]): Promise<Backup> {
  const rows = new Map<string, string>()
  for (const [table, column] of TABLES) {
    const [found] = await asOwner<{ rows: string }>(
      `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t
       where ${column} = any (?::uuid[])`,
      [organisations]
    )
    rows.set(table, found?.rows ?? '[]')
  }
  const [ring] = await asOwner<{ wrapped_by: string }>('select wrapped_by from key_ring')
  return { organisations, rows, ring: ring?.wrapped_by ?? '' }
}

/** Puts all of it back as it was. */
export async function restore({ organisations, rows, ring }: Backup): Promise<void> {
  for (const [table, content] of rows) {
    await asOwner(`delete from ${table} where ${TABLES.get(table)} = any (?::uuid[])`, [
      organisations,
    ])
    await asOwner(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, ?::jsonb)`,
      [content]
    )
  }
  await asOwner('update key_ring set wrapped_by = ?', [ring])
}
