import type { Element } from '../element.js'

/** A card's face to be printed. */
export interface PdfCard {
  word: string
  /** The ground of the picture, and the letters on it where there is none. `#rrggbb` */
  colour: string
  ink: string
  /** A square JPEG, null on a card of words alone. */
  picture: Uint8Array | null
  /** What has to be said of it where it is shown; null where nothing has. */
  credit: string | null
}

/** An image of a canvas, as a PDF takes it. */
export interface PdfImage {
  type: 'image/jpeg' | 'image/png'
  content: Uint8Array
}

/** A canvas to be set as a PDF. */
export interface PdfOrder {
  title: string
  /** The language of the words that are not people's own: `he`. */
  language: string
  /** Whether that is read from right to left. */
  rtl: boolean
  /** In drawing order. */
  elements: Element[]
  /** By the id of the deck's card; one that is not there is printed as unknown. */
  cards: Map<string, PdfCard>
  /** The images of the canvas by id; of one that is not there its frame is printed. */
  images: Map<string, PdfImage>
}
