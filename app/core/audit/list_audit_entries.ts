import { tenancy } from '#core/tenancy/tenancy'

/** One entry of an organisation's audit log. */
export interface AuditEntry {
  id: string
  action: string
  /** The title is what it was called then; null for what has none. */
  subject: { kind: string; id: string | null; title: string | null }
  /** Null when nobody did it, or when they are no longer known here. */
  person: { id: string; name: string } | null
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
}

/**
 * The newest entries of the scope's organisation, or those before one of them.
 *
 * @param before id of the last entry of the previous page
 */
export async function listAuditEntries(limit: number, before?: string): Promise<AuditEntry[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: EntryRow[] }>(
    `select e.id, e.action, e.subject_kind, e.subject_id, e.details ->> 'title' as subject_title,
       e.person_id, p.name as person_name, e.occurred_at
     from audit_entries e left join people p on p.id = e.person_id
     where :first or (e.occurred_at, e.id) <
       (select occurred_at, id from audit_entries where id = cast(nullif(:before, '') as uuid))
     order by e.occurred_at desc, e.id desc limit :limit`,
    { first: !before, before: before ?? '', limit }
  )
  return rows.map((row) => ({
    id: row.id,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, title: row.subject_title },
    person: row.person_id && row.person_name ? { id: row.person_id, name: row.person_name } : null,
    occurredAt: row.occurred_at,
  }))
}
