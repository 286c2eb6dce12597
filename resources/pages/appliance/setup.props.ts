/** Props of the page that makes the first organisation. */
export type SetupProps = {
  token: string
  /** What was typed before it was refused, for a page without scripts. */
  typed: { organisation: string; name: string; email: string }
}
