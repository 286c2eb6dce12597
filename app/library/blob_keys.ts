import type { SIZES } from './exchange/make_picture.js'

/** The files of a picture of an organisation, by SHA-256. */
export interface PictureFiles {
  organisation: string
  /** Of the largest size; it stands for the picture. */
  hash: string
  /** Null, as `hash400` is, while the files are named as they were by earlier releases. */
  hash800: string | null
  hash400: string | null
}

/** The folder in which an organisation's pictures are kept. */
export function pictureFolder(organisation: string): string {
  return `${organisation}/pictures`
}

/** Where a size of a picture is kept. */
export function pictureKey(picture: PictureFiles, size: (typeof SIZES)[number]): string {
  const { organisation, hash, hash800, hash400 } = picture
  if (hash800 === null || hash400 === null) return earlierPictureKey(organisation, hash, size)
  const name = { 1600: hash, 800: hash800, 400: hash400 }[size]
  return `${pictureFolder(organisation)}/${name}`
}

/** Where earlier releases kept it. */
export function earlierPictureKey(organisation: string, hash: string, size: number): string {
  return `${pictureFolder(organisation)}/${hash.slice(0, 2)}/${hash}-${size}.webp`
}
