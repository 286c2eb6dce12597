import { tenancy } from '#core/tenancy/tenancy'
import { ENTRY_COLUMNS, type Entry, type EntryPhase, type EntryRow } from '../entry.js'
import { openEntries } from './open_entries.js'

/** The latest entry that the scope's person wrote in a phase of a session, if there is one. */
export async function findSessionEntry(session: string, phase: EntryPhase): Promise<Entry | null> {
  const entries = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
    `select ${ENTRY_COLUMNS} from journal_entries
     where session_id = ? and phase = ? and deleted_at is null order by created_at desc limit 1`,
    [session, phase]
  )
  const [entry] = await openEntries(entries.rows)
  return entry && !entry.deletedAt ? entry : null
}
