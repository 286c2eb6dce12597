import { once } from 'node:events'
import { extname } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import type { Locale } from '#config/locales'
import { libraryErrors } from '../errors.js'
import type { OutgoingDeck } from '../exchange/write_package.js'
import type { PrintLabels } from './print_deck.js'
import type { FromPrinter, PrintOrder, ToPrinter } from './printer.js'

const PRINTER = new URL(`./printer${extname(import.meta.filename)}`, import.meta.url)

/** For a thousand cards over a slow line; who takes longer would keep everybody else waiting. */
const PATIENCE_MS = 300_000

/** What prints at the moment. */
let busy: Worker | null = null

/**
 * A deck as a PDF. Setting type is work for a processor, so it happens in a thread of its own, which
 * asks for each picture and waits until what it wrote has been taken. There is only one such thread:
 * it is free again when the stream is closed, by its end or by who wants no more of it.
 *
 * @throws library.printerBusy
 */
export function printStream(
  { deck, cards }: OutgoingDeck,
  locale: Locale,
  labels: PrintLabels
): Readable {
  if (busy) throw libraryErrors.printerBusy({ retryAfter: 15 })
  const order: PrintOrder = {
    deck,
    cards: cards.map(({ card, open }) => ({ card, hasPicture: open !== null })),
    locale,
    labels,
  }
  const printer = new Worker(PRINTER, { workerData: order })
  busy = printer
  const out = new PassThrough()
  const patience = setTimeout(
    () => out.destroy(new Error('The print was not taken in time')),
    PATIENCE_MS
  )

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
  out.on('close', () => {
    clearTimeout(patience)
    if (busy === printer) busy = null
    void printer.terminate()
  })
  return out
}
