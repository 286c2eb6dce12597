import { keysToOpenEach } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { personalPlaceOf } from './personal_data.js'

/** One entry of an organisation's audit log. */
export interface AuditEntry {
  id: string
  action: string
  /** The title is what it was called then; null for what has none. */
  subject: { kind: string; id: string | null; title: string | null }
  /** Null when nobody did it, or when they are no longer known here. */
  person: { id: string; name: string } | null
  /** Network address that it came from; null when none is kept, or it was erased. */
  address: string | null
  occurredAt: Date
}

interface EntryRow {
  id: string
  action: string
  subject_kind: string
  subject_id: string | null
  subject_title: string | null
  person_id: string | null
  person_name: string | null
  occurred_at: Date
  organisation_id: string
  sealed: Buffer | null
  sealed_for: string | null
}

/**
 * The newest entries of the scope's organisation, or those before one of them.
 *
 * @param before id of the last entry of the previous page
 */
export async function listAuditEntries(limit: number, before?: string): Promise<AuditEntry[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
    `select e.id, e.action, e.subject_kind, e.subject_id, e.details ->> 'title' as subject_title,
       e.person_id, p.name as person_name, e.occurred_at, e.organisation_id, e.sealed, e.sealed_for
     from audit_entries e left join people p on p.id = e.person_id
     where :first or (e.occurred_at, e.id) <
       (select occurred_at, id from audit_entries where id = cast(nullif(:before, '') as uuid))
     order by e.occurred_at desc, e.id desc limit :limit`,
    { first: !before, before: before ?? '', limit }
  )
  const addresses = await openAddresses(rows)
  return rows.map((row, index) => ({
    id: row.id,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, title: row.subject_title },
    person: row.person_id && row.person_name ? { id: row.person_id, name: row.person_name } : null,
    address: addresses[index] ?? null,
    occurredAt: row.occurred_at,
  }))
}

async function openAddresses(rows: EntryRow[]): Promise<(string | null)[]> {
  const holders = rows.map(({ organisation_id: organisation, sealed_for }) => ({
    organisation,
    person: sealed_for ?? undefined,
  }))
  const keys = await keysToOpenEach(holders)
  return rows.map(({ id, sealed }, index) => {
    const opened = sealed && keys[index]?.open(personalPlaceOf(id), sealed)
    return opened ? addressIn(opened.toString('utf8')) : null
  })
}

function addressIn(json: string): string | null {
  const data: unknown = JSON.parse(json)
  const isGiven = typeof data === 'object' && data !== null && 'address' in data
  return isGiven && typeof data.address === 'string' ? data.address : null
}
