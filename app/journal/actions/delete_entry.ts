import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { ENTRY_COLUMNS, type Entry, type EntryRow } from '../entry.js'
import { findEntry } from '../queries/find_entry.js'
import { openEntries } from '../queries/open_entries.js'
import { nextSequence } from './next_sequence.js'

/** What became of a deletion. */
export type Deleted =
  | { outcome: 'deleted'; entry: Entry }
  /** It has other words than those that were to be deleted; nothing was done. */
  | { outcome: 'conflict'; entry: Entry }

/**
 * Deletes an entry: its words are gone, its place is kept so that other devices hear of it. Doing
 * it again changes nothing.
 *
 * @param over the version that the person saw when they deleted it; undefined for any
 * @throws core.notFound (404)
 */
export function deleteEntry(
  tenant: Required<Tenant>,
  id: string,
  over: number | undefined
): Promise<Deleted> {
  return tenancy.run(tenant, async () => {
    const sequence = await nextSequence(tenant)
    const stored = await findEntry(id)
    if (!stored) throw coreErrors.notFound()
    if (stored.deletedAt) return { outcome: 'deleted', entry: stored }
    if (over !== undefined && over !== stored.version) return { outcome: 'conflict', entry: stored }
    const deleted = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
      `update journal_entries set text = null, base = null, card_ids = '{}', mood = null, canvas_name = null,
         version = version + 1, sequence = ?, updated_at = now(), deleted_at = now()
       where id = ? returning ${ENTRY_COLUMNS}`,
      [sequence, id]
    )
    const [entry] = await openEntries(deleted.rows)
    if (!entry) throw coreErrors.notFound()
    return { outcome: 'deleted', entry }
  })
}
