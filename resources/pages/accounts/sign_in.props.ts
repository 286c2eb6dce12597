/** Props of the sign-in page. */
export type SignInProps = {
  /** Path of this site to go on to. */
  next: string
}
