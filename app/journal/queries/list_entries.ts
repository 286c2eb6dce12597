import { tenancy } from '#core/tenancy/tenancy'
import { ENTRY_COLUMNS, type Entry, type EntryRow } from '../entry.js'
import { openEntries } from './open_entries.js'

/** What to list. */
export interface EntryList {
  /** Words that must all occur in the text; empty for every entry. */
  query: string
  /** Only entries made before this moment. */
  before?: Date | undefined
  limit: number
}

const MOST_WORDS = 12
/** Entries that a search opens at a time. */
const SEARCHED_AT_ONCE = 500

/**
 * Entries of the scope's person, the latest first. The database holds no words that it could look
 * for: a search opens one entry after another, until it has found enough.
 */
export async function listEntries({ query, before, limit }: EntryList): Promise<Entry[]> {
  const words = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
  const atOnce = words.length > 0 ? SEARCHED_AT_ONCE : limit
  const found: Entry[] = []
  let last: Entry | undefined
  for (;;) {
    const entries = await readPage(atOnce, before, last?.id)
    for (const entry of entries) if (fits(entry, words)) found.push(entry)
    if (found.length >= limit || entries.length < atOnce) return found.slice(0, limit)
    last = entries.at(-1)
  }
}

function fits({ text, deletedAt }: Entry, words: string[]): boolean {
  if (deletedAt) return false
  const folded = text.toLowerCase()
  return words.every((word) => folded.includes(word))
}

async function readPage(limit: number, before?: Date, after = ''): Promise<Entry[]> {
  const entries = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
    `select ${ENTRY_COLUMNS} from journal_entries
     where deleted_at is null and created_at < :before::timestamptz
       and (:after = '' or (created_at, id) <
         (select created_at, id from journal_entries where id = nullif(:after, '')::uuid))
     order by created_at desc, id desc limit :limit`,
    { before: before?.toISOString() ?? 'infinity', after, limit }
  )
  return openEntries(entries.rows)
}
