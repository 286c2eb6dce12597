import { readdir, readFile } from 'node:fs/promises'
import type { Element } from '#canvas/element'
import { makePdf } from '#canvas/pdf/make_pdf'
import { jpegOf } from '#canvas/pdf/jpeg_of'
import type { PdfCard } from '#canvas/pdf/pdf_order'
import type { Benchmark } from './benchmark.js'
import { percentile, timed } from './support/statistics.js'

const CARDS = 500
const RUNS = 3
const PICTURES = new URL('../public/decks/open/', import.meta.url)
const AT_ONCE = 4

/** How long a large canvas takes to become a PDF, from its elements and pictures to the bytes. */
export const canvasPdf: Benchmark = {
  name: 'canvas-pdf',
  doc: 'a canvas of 500 different cards, each with a note, as a PDF',
  async run() {
    const files = (await readdir(PICTURES)).filter((name) => name.endsWith('-400.webp'))
    const pictures = await Promise.all(files.map((name) => readFile(new URL(name, PICTURES))))
    let bytes = 0
    const times = []
    for (let run = 0; run < RUNS; run++) {
      times.push(
        await timed(async () => {
          const cards = await cardsOf(pictures)
          const order = {
            ...{ title: 'Canvas', language: 'en', rtl: false, elements: elements(), cards },
            images: new Map(),
          }
          bytes = (await makePdf(order)).length
        })
      )
    }
    return {
      figures: {
        ms: percentile(times, 0.5),
        slowestMs: Math.max(...times),
        megabytes: bytes / 1e6,
      },
      budget: { slowestMs: 5000 },
    }
  },
}

/** No two have a picture in common, as if each were of another deck. */
async function cardsOf(pictures: readonly Buffer[]): Promise<Map<string, PdfCard>> {
  const cards = new Map<string, PdfCard>()
  const make = async (i: number) => {
    const picture = await jpegOf(pictures[i % pictures.length] ?? Buffer.alloc(0))
    const words = { word: `Card ${i}`, colour: '#4a6b5d', ink: '#fbf8f2' }
    cards.set(`card-${i}`, { ...words, picture, credit: 'Deck: Somebody, CC-BY-4.0' })
  }
  for (let from = 0; from < CARDS; from += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => make(from + i)))
  }
  return cards
}

function elements(): Element[] {
  const common = { author: 'somebody', group: null, locked: false }
  return Array.from({ length: CARDS }, (_, i): Element[] => {
    const [x, y] = [(i % 25) * 460, Math.floor(i / 25) * 280]
    const text = `What do I see in card ${i}, and what does it say of me?`
    return [
      { ...common, kind: 'card', id: `c${i}`, at: [x, y, 0, 1], order: i, card: `card-${i}` },
      {
        ...common,
        kind: 'note',
        id: `n${i}`,
        at: [x + 220, y, 0, 1],
        order: i,
        text,
        colour: 'amber',
      },
    ]
  }).flat()
}
