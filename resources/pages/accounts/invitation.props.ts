/** Props of the page on which an invitation is accepted. */
export type InvitationProps = {
  token: string
  organisationName: string
  email: string
  /** `join`: as somebody new; `signIn`: by the password they have here; `accept` as signed in; `switch`: another is signed in. */
  way: 'join' | 'signIn' | 'accept' | 'switch'
}
