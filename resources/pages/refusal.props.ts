/** Props of the page that says why something was refused or failed. */
export type RefusalProps = {
  /** HTTP status. */
  status: number
  /** Translated explanation. */
  message: string
}
