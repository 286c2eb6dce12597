/** An image as it is kept: WebP, upright, without metadata, in two sizes. */
export interface MadeImage {
  large: Uint8Array
  small: Uint8Array
  /** Of the large one, in px. */
  width: number
  height: number
}

/** Why a file cannot be used as an image. */
export type ImageFault =
  'imageUnknown' | 'imageSvg' | 'imageHeic' | 'imageTooCostly' | 'imageDamaged'

/** What comes of a file. */
export type ImageAnswer = MadeImage | { fault: ImageFault }
