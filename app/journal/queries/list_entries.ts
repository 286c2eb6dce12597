import { tenancy } from '#core/tenancy/tenancy'
import { ENTRY_COLUMNS, toEntry, type Entry, type EntryRow } from '../entry.js'

/** What to list. */
export interface EntryList {
  /** Words that must all occur in the text; empty for every entry. */
  query: string
  /** Only entries made before this moment. */
  before?: Date | undefined
  limit: number
}

const MOST_WORDS = 12

/** A word as a pattern of `ilike` that it fits anywhere. */
const anywhere = (word: string) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Entries of the scope's person, the latest first. */
export async function listEntries({ query, before, limit }: EntryList): Promise<Entry[]> {
  const words = query
    .replaceAll('\u0000', '')
    .split(/\s+/u)
    .filter((word) => word !== '')
  const entries = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
    `select ${ENTRY_COLUMNS} from journal_entries
     where deleted_at is null and text ilike all (?::text[])
       and created_at < ?::timestamptz
     order by created_at desc, id desc limit ?`,
    [words.slice(0, MOST_WORDS).map(anywhere), before?.toISOString() ?? 'infinity', limit]
  )
  return entries.rows.map(toEntry)
}
