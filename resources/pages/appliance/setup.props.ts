/** Props of the page that makes the first organisation. */
export type SetupProps = {
  token: string
}
