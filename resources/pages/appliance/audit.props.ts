/** The audit log's page. */
export type AuditProps = {
  entries: {
    id: string
    /** What was done, translated; a code that has no translation as it is. */
    action: string
    /** The kind of thing that it was done to, likewise. */
    subject: string
    /** What it was called then; null for what has no title. */
    subjectTitle: string | null
    subjectId: string | null
    /** Null when no person did it, or when they are no longer known here. */
    personName: string | null
    /** Network address that it came from; null when none is kept. */
    address: string | null
    /** ISO 8601. */
    occurredAt: string
  }[]
  /** Where older entries begin; null when these are the oldest. */
  older: string | null
}
