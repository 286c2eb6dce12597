import { tenancy } from '#core/tenancy/tenancy'
import { ENTRY_COLUMNS, type Entry, type EntryRow } from '../entry.js'
import { openEntries } from './open_entries.js'

/** Changes in one answer. */
const MOST = 200

/** What has changed since a reader last asked. */
export interface Changes {
  /** Each entry as it is now, deleted ones included, in the order of the changes. */
  entries: Entry[]
  /** What to ask `since` next time. */
  cursor: number
  /** Whether there is more to ask for now. */
  more: boolean
}

/** The changes of the scope's person after a cursor; 0 for all. */
export async function listChanges(since: number): Promise<Changes> {
  const changes = await tenancy.client().rawQuery<{ rows: (EntryRow & { sequence: string })[] }>(
    `select ${ENTRY_COLUMNS}, sequence from journal_entries
     where sequence > ? order by sequence limit ?`,
    [since, MOST + 1]
  )
  const rows = changes.rows.slice(0, MOST)
  return {
    entries: await openEntries(rows),
    cursor: Number(rows.at(-1)?.sequence ?? since),
    more: changes.rows.length > MOST,
  }
}
