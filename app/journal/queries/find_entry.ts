import { isId } from '#core/is_id'
import { tenancy } from '#core/tenancy/tenancy'
import { ENTRY_COLUMNS, type Entry, type EntryRow } from '../entry.js'
import { openEntries } from './open_entries.js'

/** An entry of the scope's person, deleted ones included; null for everything else. */
export async function findEntry(id: string): Promise<Entry | null> {
  if (!isId(id)) return null
  const entries = await tenancy.client().rawQuery<{
    rows: EntryRow[]
  }>(`select ${ENTRY_COLUMNS} from journal_entries where id = ?`, [id])
  const [entry] = await openEntries(entries.rows)
  return entry ?? null
}
