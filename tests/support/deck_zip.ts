import sharp from 'sharp'
import { deckJson, inEvery, wordsJson } from './deck_folder.js'
import { zipOf, type ZipEntry } from './zip.js'

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

/** The files of a deck, by what they are. */
export type DeckEntries = Record<string, ZipEntry>

/** The files of a deck with one card of words and one with a picture. */
export async function deckEntries(id: string): Promise<DeckEntries> {
  const picture = await photo(700, 600).jpeg().toBuffer()
  return {
    deck: { name: 'deck.json', content: json(deckJson(id, ['silence', 'kite'])) },
    silence: { name: 'cards/silence.json', content: json(wordsJson('silence')) },
    kite: { name: 'cards/kite.json', content: json(pictureJson('kite', 'kite.jpg')) },
    picture: { name: 'pictures/kite.jpg', content: picture, method: 0 },
  }
}

/** A good deck with one card of words and one with a picture, as a zip. */
export async function deckZip(id: string): Promise<Buffer> {
  return zipOf(filesOf(await deckEntries(id)))
}

/** The files of a deck as they go into a zip. */
export const filesOf = (entries: DeckEntries): ZipEntry[] => Object.values(entries)

/** The files of a good deck, with other fields in its manifest. */
export function withManifest(good: DeckEntries, change: object): ZipEntry[] {
  const deck = { ...deckJson('own', ['silence', 'kite']), ...change }
  return filesOf({ ...good, deck: { name: 'deck.json', content: json(deck) } })
}

/** The files of a good deck, with other fields in the card that has a picture. */
export function withCard(good: DeckEntries, change: object): ZipEntry[] {
  const kite = { ...pictureJson('kite', 'kite.jpg'), ...change }
  return filesOf({ ...good, kite: { name: 'cards/kite.json', content: json(kite) } })
}

/** The files of a good deck, with another picture. */
export const withPicture = (good: DeckEntries, content: Buffer): ZipEntry[] =>
  filesOf({ ...good, picture: { name: 'pictures/kite.jpg', content, method: 0 } })

/** A file that belongs to no deck. */
export const strayFile = (name: string): ZipEntry => ({ name, content: 'x' })

/** The manifest of so many cards, and files of theirs with nothing in them. */
export function manyCards(count: number): ZipEntry[] {
  const ids = Array.from({ length: count }, (_, index) => `card-${index}`)
  return [
    { name: 'deck.json', content: json(deckJson('own', ids)) },
    ...ids.map((id) => ({ name: `cards/${id}.json`, content: '{}' })),
  ]
}
