/** Props of a person’s own page. */
export type AccountProps = {
  name: string
  /** Absent for a guest, who has no password either. */
  email: string | null
  browsers: {
    id: string
    /** Empty when the browser is unknown. */
    label: string
    /** ISO 8601. */
    lastUsedAt: string
    isThis: boolean
  }[]
  organisations: { id: string; name: string; isThis: boolean }[]
}
