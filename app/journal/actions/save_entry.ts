import { createHash } from 'node:crypto'
import { v5 as uuidOf } from 'uuid'
import { coreErrors } from '#core/errors/core_errors'
import { keysToSeal } from '#core/keys/keys'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { findCanvasTitle } from '#canvas'
import { findMoment } from '#programs'
import { decideSave } from '../decide_save.js'
import {
  ENTRY_COLUMNS,
  MOST_ENTRIES,
  placeOf,
  type Entry,
  type EntryContent,
  type EntryPhase,
  type EntryRow,
} from '../entry.js'
import { journalErrors } from '../errors.js'
import { findEntry } from '../queries/find_entry.js'
import { openEntries } from '../queries/open_entries.js'
import { nextSequence } from './next_sequence.js'

/** What is to be saved. */
export interface Save extends EntryContent {
  /** Made by who writes it. */
  id: string
  /** The version it was written over; undefined for a new entry. */
  over: number | undefined
  /** Where it was written; counts when the entry is made, and never changes. */
  sessionId: string | null
  phase: EntryPhase | null
  /** The canvas beside which it was written; counts in the same way, if they may open it. */
  canvasId: string | null
}

/** What became of a save. */
export type Saved =
  | { outcome: 'created' | 'updated' | 'unchanged'; entry: Entry }
  /** The entry is as somebody else saved it; the words of this save are kept in `copy`. */
  | { outcome: 'conflict'; entry: Entry; copy: Entry | null }

/**
 * Saves an entry, and never over words that the writer has not seen. Saving the same again, as
 * after a lost answer, changes nothing.
 *
 * @throws core.notFound (404) when it was written over a version of an entry that does not exist
 * @throws journal.unknownSession (422), journal.full (409)
 */
export function saveEntry(tenant: Required<Tenant>, save: Save): Promise<Saved> {
  return tenancy.run(tenant, async () => {
    const sequence = await nextSequence(tenant)
    const stored = await findEntry(save.id)
    const decision = decideSave(stored, save, save.over)
    if (decision === 'create') {
      await keepRoom()
      return { outcome: 'created', entry: await insert(tenant, save, sequence) }
    }
    if (!stored || decision === 'not found') throw coreErrors.notFound()
    if (decision === 'unchanged') return { outcome: 'unchanged', entry: stored }
    if (decision === 'update') {
      return { outcome: 'updated', entry: await update(tenant, save, stored, sequence) }
    }
    if (decision === 'stale') return { outcome: 'conflict', entry: stored, copy: null }
    return { outcome: 'conflict', entry: stored, copy: await keepCopy(tenant, save, sequence) }
  })
}

/** Kept copies are always taken, so that a full journal loses no words either. */
async function keepRoom(): Promise<void> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { count: number }[] }>(
      'select count(*)::int as count from journal_entries where deleted_at is null'
    )
  if ((rows[0]?.count ?? 0) >= MOST_ENTRIES) {
    throw journalErrors.full({ values: { most: MOST_ENTRIES } })
  }
}

async function insert(
  tenant: Required<Tenant>,
  save: Save,
  sequence: number,
  copyOf: string | null = null
): Promise<Entry> {
  const { organisation, person } = tenant
  const { sessionId, phase } = save
  const keys = await keysToSeal(tenant)
  const origin = sessionId && phase ? await findMoment(sessionId, phase) : null
  // What was written beside a canvas is not lost with the access to it.
  const canvas = save.canvasId === null ? null : await findCanvasTitle(tenant, save.canvasId)
  try {
    const inserted = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
      `insert into journal_entries
         (organisation_id, person_id, id, session_id, phase, text, card_ids, mood, copy_of, sequence,
          origin, canvas_id, canvas_name)
       values (?, ?, ?, nullif(?::text, '')::uuid, nullif(?::text, ''), ?, ?::uuid[],
         nullif(?::text, ''), nullif(?::text, '')::uuid, ?, nullif(?::text, '')::jsonb,
         nullif(?::text, '')::uuid, nullif(?::bytea, ''))
       returning ${ENTRY_COLUMNS}`,
      [
        organisation,
        person,
        save.id,
        save.sessionId ?? '',
        save.phase ?? '',
        keys.seal(placeOf('text', save.id), save.text),
        save.cards,
        save.mood ?? '',
        copyOf ?? '',
        sequence,
        origin ? JSON.stringify(origin) : '',
        canvas ? (save.canvasId ?? '') : '',
        canvas?.title ? keys.seal(placeOf('canvas_name', save.id), canvas.title) : '',
      ]
    )
    return await only(inserted.rows)
  } catch (error) {
    if (namesSession(error)) throw journalErrors.unknownSession({ field: 'sessionId' })
    throw error
  }
}

async function update(
  tenant: Required<Tenant>,
  save: Save,
  stored: Entry,
  sequence: number
): Promise<Entry> {
  const keys = await keysToSeal(tenant)
  const updated = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
    `update journal_entries set base = ?, text = ?, card_ids = ?::uuid[], mood = nullif(?::text, ''),
       version = version + 1, sequence = ?, updated_at = now(), deleted_at = null
     where id = ? returning ${ENTRY_COLUMNS}`,
    [
      keys.seal(placeOf('base', save.id), stored.text),
      keys.seal(placeOf('text', save.id), save.text),
      save.cards,
      save.mood ?? '',
      sequence,
      save.id,
    ]
  )
  return only(updated.rows)
}

/** Keeps what was written over another version as an entry of its own; the same words only once. */
async function keepCopy(tenant: Required<Tenant>, save: Save, sequence: number): Promise<Entry> {
  const content = JSON.stringify([save.over, save.text, save.cards, save.mood])
  const id = uuidOf(createHash('sha256').update(content).digest('hex'), save.id)
  const kept = await findEntry(id)
  return kept ?? insert(tenant, { ...save, id }, sequence, save.id)
}

async function only(rows: EntryRow[]): Promise<Entry> {
  const [entry] = await openEntries(rows)
  if (!entry) throw new Error('The saved entry was not answered')
  return entry
}

function namesSession(error: unknown): boolean {
  return (
    error instanceof Error &&
    'constraint' in error &&
    error.constraint === 'journal_entries_session'
  )
}
