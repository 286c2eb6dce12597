/** Props of the page that a join code leads to. */
export type JoinSessionProps = {
  code: string
  title: string
  facilitator: string | null
  admission: 'open' | 'invited'
  /** The name of who is signed in to the session's organisation; null for visitors. */
  as: string | null
  /** Whether who is signed in would be let in: anybody, or those on the list of an invited session. */
  welcome: boolean
}
