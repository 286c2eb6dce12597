import { keysToOpen } from '#core/keys/keys'
import type { DataKeys } from '#core/keys/data_keys'
import { placeOf, type Entry, type EntryRow } from '../entry.js'

/**
 * Selected entries of the scope's person as the view of them. One whose words were erased with the
 * key they were sealed with is as good as deleted.
 *
 * @throws SealedValueError when something else than what was stored stands in a row
 */
export async function openEntries(rows: readonly EntryRow[]): Promise<Entry[]> {
  const [first] = rows
  if (!first) return []
  const keys = await keysToOpen({ organisation: first.organisation_id, person: first.person_id })
  return rows.map((row) => openEntry(row, keys))
}

function openEntry(row: EntryRow, keys: DataKeys): Entry {
  const words = row.text && keys.open(placeOf('text', row.id), row.text)
  const deletedAt = row.deleted_at ?? (words ? null : row.updated_at)
  return {
    id: row.id,
    text: words?.toString('utf8') ?? '',
    cards: deletedAt ? [] : row.card_ids,
    mood: deletedAt ? null : row.mood,
    sessionId: row.session_id,
    phase: row.phase,
    canvasId: row.canvas_id,
    version: row.version,
    copyOf: row.copy_of,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  }
}
