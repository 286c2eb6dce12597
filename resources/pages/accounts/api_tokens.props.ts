/** Props of the page of a person’s API tokens. Times are ISO 8601. */
export type ApiTokensProps = {
  tokens: {
    id: string
    /** Empty for a program that signed in by password. */
    label: string
    createdAt: string
    lastUsedAt: string
    expiresAt: string
  }[]
  /** The token just made; it is shown once. */
  fresh: string | null
}
