/** The thread that sets a deck as a PDF; see `print_stream.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Locale } from '#config/locales'
import type { CardFile, DeckFile } from '../files/deck_file.js'
import { printDeck, type PrintLabels } from './print_deck.js'

/** What is to be printed. */
export interface PrintOrder {
  deck: DeckFile
  cards: { card: CardFile; hasPicture: boolean }[]
  locale: Locale
  labels: PrintLabels
}

/** The thread asks for a card's picture, or hands over a piece of the file. */
export type FromPrinter = { id: number } & (
  { kind: 'picture'; index: number } | { kind: 'piece'; piece: Uint8Array }
)

/** The answer to a question: the picture as a JPEG, or nothing when a piece has been taken. */
export interface ToPrinter {
  id: number
  picture: Uint8Array | null
}

/** It comes from `print_stream.ts` alone; only its type is lost on the way. */
const isOrder = (data: unknown): data is PrintOrder =>
  typeof data === 'object' && data !== null && 'deck' in data

const port = parentPort
if (port) {
  let asked = 0
  const waiting = new Map<number, (picture: Uint8Array | null) => void>()
  port.on('message', ({ id, picture }: ToPrinter) => {
    waiting.get(id)?.(picture)
    waiting.delete(id)
  })
  const ask = (make: (id: number) => FromPrinter) =>
    new Promise<Uint8Array | null>((resolve) => {
      const id = asked++
      waiting.set(id, resolve)
      port.postMessage(make(id))
    })
  const pictureOf = async (index: number): Promise<Uint8Array> => {
    const picture = await ask((id) => ({ id, kind: 'picture', index }))
    if (!picture) throw new Error('The printer has not got its picture')
    return picture
  }
  const order: unknown = workerData
  if (!isOrder(order)) throw new Error('The printer has no order')
  const cards = order.cards.map(({ card, hasPicture }, index) => ({
    card,
    picture: hasPicture ? () => pictureOf(index) : null,
  }))
  await printDeck(order.deck, cards, order.locale, order.labels, async (piece) => {
    await ask((id) => ({ id, kind: 'piece', piece }))
  })
  port.close()
}
