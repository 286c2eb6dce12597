/** Personal data of an audit entry. */
export interface PersonalData {
  /** Whose it is, in the organisation of the scope. */
  of: { organisation: string; person: string }
  /** Such as a network address. */
  data: Record<string, string>
}

/** Where the personal data of an entry stands sealed. */
export const personalPlaceOf = (row: string) => ({ table: 'audit_entries', column: 'sealed', row })
