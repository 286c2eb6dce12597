import type { CardFace } from '#library/card_view'

/** Props of the page for signed-out visitors. */
export type LandingProps = {
  /** The open deck; the page shows up to eleven of it and lives without any. */
  cards: CardFace[]
}
