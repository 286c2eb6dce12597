import type { PictureCard } from '../components/types.js'

/** Props of the page for signed-out visitors. */
export type LandingProps = {
  /** The open deck; the page shows up to eleven of it and lives without any. */
  cards: PictureCard[]
}
