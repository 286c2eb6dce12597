import sharp from 'sharp'

/** A card's picture as it is put into a PDF. */
export async function jpegOf(picture: Buffer): Promise<Uint8Array> {
  return new Uint8Array(await sharp(picture).jpeg({ quality: 84 }).toBuffer())
}
