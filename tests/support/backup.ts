import { asOwner } from './database.js'

/** Rows of tables as a backup of the database holds them. */
export type Backup = Map<string, string>

/** Takes a backup of tables. */
export async function backUp(tables: readonly string[]): Promise<Backup> {
  const backup: Backup = new Map()
  for (const table of tables) {
    const [row] = await asOwner<{ rows: string }>(
      `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t`
    )
    backup.set(table, row?.rows ?? '[]')
  }
  return backup
}

/** Puts the tables back as they were. */
export async function restore(backup: Backup): Promise<void> {
  for (const [table, rows] of backup) {
    await asOwner(`delete from ${table}`)
    await asOwner(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, ?::jsonb)`,
      [rows]
    )
  }
}
