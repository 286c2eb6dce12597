import { PassThrough, type Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Locale } from '#config/locales'
import type { CardFile, DeckFile } from '../files/deck_file.js'

/** A deck's files as they go out. */
export interface OutgoingDeck {
  deck: DeckFile
  cards: OutgoingCard[]
}

/** A card and where its picture comes from, null on a card of words alone. */
export interface OutgoingCard {
  card: CardFile
  open: ((size: 400 | 800 | 1600) => Promise<Readable>) | null
}

/** Whatever day it is, the same deck gives the same zip. */
const TIME = new Date('2020-01-01T00:00:00Z')

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

/** The zip of a deck as a stream; pictures are opened one after the other as they are sent. */
export function writePackage({ deck, cards }: OutgoingDeck): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  zip.on('error', (error: Error) => out.destroy(error))
  zip.outputStream.pipe(out)
  const options = { mtime: TIME, mode: 0o100644 }
  zip.addBuffer(json({ schema: 1, ...deck }), 'deck.json', options)
  for (const { card } of cards) {
    zip.addBuffer(json(fileOf(card, deck.languages)), `cards/${card.id}.json`, options)
  }
  for (const { card, open } of cards) {
    if (!card.picture || !open) continue
    const stored = { ...options, compress: false }
    zip.addReadStreamLazy(`pictures/${card.picture}`, stored, (pass) => {
      open(1600).then(
        (stream) => pass(null, stream),
        (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error)))
      )
    })
  }
  zip.end()
  return out
}

/** A card as its file has it: what it lacks is absent. */
function fileOf(card: CardFile, languages: readonly Locale[]) {
  const { id, picture, themes, placeholder, colour } = card
  const texts = languages.flatMap((locale): [Locale, object][] => {
    const words = card.texts[locale]
    if (!words) return []
    const { word, questions, alt } = words
    return [[locale, { word, questions, ...(alt === null ? {} : { alt }) }]]
  })
  return {
    id,
    ...(picture === null ? {} : { picture }),
    themes,
    ...(placeholder === null ? {} : { placeholder }),
    ...(colour === null ? {} : { colour }),
    texts: Object.fromEntries(texts),
  }
}
