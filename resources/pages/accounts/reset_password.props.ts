/** Props of the page for choosing a new password. */
export type ResetPasswordProps = {
  token: string
}
