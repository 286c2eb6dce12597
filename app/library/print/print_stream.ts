import { once } from 'node:events'
import { extname } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import type { Locale } from '#config/locales'
import type { OutgoingDeck } from '../exchange/write_package.js'
import type { PrintLabels } from './print_deck.js'
import type { FromPrinter, PrintOrder, ToPrinter } from './printer.js'

const PRINTER = new URL(`./printer${extname(import.meta.filename)}`, import.meta.url)

/**
 * A deck as a PDF. Setting type is work for a processor, so it happens in a thread of its own, which
 * asks for each picture and waits until what it wrote has been taken.
 */
export function printStream(
  { deck, cards }: OutgoingDeck,
  locale: Locale,
  labels: PrintLabels
): Readable {
  const order: PrintOrder = {
    deck,
    cards: cards.map(({ card, open }) => ({ card, hasPicture: open !== null })),
    locale,
    labels,
  }
  const printer = new Worker(PRINTER, { workerData: order })
  const out = new PassThrough()

  async function answer(message: FromPrinter): Promise<ToPrinter> {
    const { id } = message
    if (message.kind === 'piece') {
      if (!out.write(message.piece)) await Promise.race([once(out, 'drain'), once(out, 'close')])
      return { id, picture: null }
    }
    const open = cards[message.index]?.open
    if (!open) return { id, picture: null }
    const photo = await buffer(await open(800))
    const jpeg = await sharp(photo).jpeg({ quality: 86 }).toBuffer()
    return { id, picture: new Uint8Array(jpeg) }
  }

  printer.on('message', (message: FromPrinter) => {
    answer(message).then(
      (answered) => printer.postMessage(answered),
      (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error)))
    )
  })
  printer.on('error', (error: Error) => out.destroy(error))
  printer.on('exit', () => out.end())
  // Whoever asked has gone, or something failed: nobody waits for the rest.
  out.on('close', () => void printer.terminate())
  return out
}
