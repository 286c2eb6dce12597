/** Props of the page for signed-out visitors. */
export type LandingProps = {
  cards: string[]
}
