/** Props of the page for asking for a link to choose a new password. */
export type ForgotPasswordProps = {
  /** Whether a link was just asked for. */
  isSent: boolean
}
