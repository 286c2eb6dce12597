import sharp from 'sharp'
import { deckJson, inEvery, wordsJson } from './deck_folder.js'
import type { ZipEntry } from './zip.js'

/** A picture of soft colours, different for each seed. */
export function photo(width: number, height: number, seed = 1) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      pixels[at] = (x * 255) / width
      pixels[at + 1] = (y * 255) / height
      pixels[at + 2] = (seed * 53 + ((x + y) >> 4)) % 256
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** `cards/<id>.json` of a card with a picture, without what an import measures. */
export function pictureJson(id: string, picture: string) {
  const card = wordsJson(id)
  return {
    ...card,
    picture,
    texts: inEvery((locale) => ({
      ...card.texts[locale],
      alt: `What there is to see of ${id}.`,
    })),
  }
}

const json = (value: unknown) => JSON.stringify(value)

/** The files of a deck with one card of words and one with a picture. */
export async function deckEntries(id: string): Promise<Record<string, ZipEntry>> {
  const picture = await photo(700, 600).jpeg().toBuffer()
  return {
    deck: { name: 'deck.json', content: json(deckJson(id, ['silence', 'kite'])) },
    silence: { name: 'cards/silence.json', content: json(wordsJson('silence')) },
    kite: { name: 'cards/kite.json', content: json(pictureJson('kite', 'kite.jpg')) },
    picture: { name: 'pictures/kite.jpg', content: picture, method: 0 },
  }
}
