/** The audit log's page. */
export type AuditProps = {
  entries: {
    id: string
    action: string
    subjectKind: string
    /** Null when no person did it, or when they are no longer known here. */
    personName: string | null
    /** ISO 8601. */
    occurredAt: string
  }[]
  /** Where older entries begin; null when these are the oldest. */
  older: string | null
}
