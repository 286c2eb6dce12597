import { canonical } from './canonical.js'

/** An entry of the log as it is hashed: personal data in it is sealed and stays so. */
export interface LoggedEntry {
  form: 1
  id: string
  organisation: string | null
  person: string | null
  action: string
  subject: { kind: string; id: string | null }
  details: Record<string, unknown>
  request: string | null
  /** UTC, to the microsecond. */
  at: string
  /** Base64; null when there is no personal data. */
  sealed: string | null
  /** The person whose data it is. */
  sealedFor: string | null
}

/** An entry as the database has it: see `LOGGED_COLUMNS`. */
export interface LoggedRow {
  id: string
  organisation_id: string | null
  person_id: string | null
  action: string
  subject_kind: string
  subject_id: string | null
  details: Record<string, unknown>
  request_id: string | null
  at: string
  sealed: Buffer | null
  sealed_for: string | null
}

/** Columns of an entry `e` that are hashed: all of them. */
export const LOGGED_COLUMNS = `e.id, e.organisation_id, e.person_id, e.action, e.subject_kind,
  e.subject_id, e.details, e.request_id, e.sealed, e.sealed_for,
  to_char(e.occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`

/** An entry as the log has it. */
export function toLogged(row: LoggedRow): LoggedEntry {
  return {
    form: 1,
    id: row.id,
    organisation: row.organisation_id,
    person: row.person_id,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    details: row.details,
    request: row.request_id,
    at: row.at,
    sealed: row.sealed?.toString('base64') ?? null,
    sealedFor: row.sealed_for,
  }
}

/** What is hashed of an entry. */
export function leafData(row: LoggedRow): string {
  return canonical(toLogged(row))
}
