import { tenancy } from '#core/tenancy/tenancy'
import { ENTRY_COLUMNS, type Entry, type EntryRow } from '../entry.js'
import { openEntries } from './open_entries.js'

/**
 * The latest entry that the scope's person wrote beside a canvas, if there is one, and how many
 * others they wrote there: entries that two devices wrote at once are kept beside each other.
 */
export async function findCanvasEntry(
  canvas: string
): Promise<{ entry: Entry | null; others: number }> {
  const { rows } = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
    `select ${ENTRY_COLUMNS} from journal_entries
     where canvas_id = ? and deleted_at is null order by created_at desc, id desc`,
    [canvas]
  )
  const [entry = null, ...others] = (await openEntries(rows)).filter(({ deletedAt }) => !deletedAt)
  return { entry, others: others.length }
}
