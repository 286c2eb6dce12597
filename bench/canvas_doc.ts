import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { addElement, elementsOf, move, placeCard, readElements } from '#canvas/document'
import type { Placement } from '#canvas/element'
import { numbersOf } from '#tests/support/random'
import type { Benchmark } from './benchmark.js'
import { percentile, timed } from './support/statistics.js'

const CARDS = 200
const MOVES = 100_000
/** Moves of one card in a drag of two to three seconds. */
const DRAG = 50
const STROKES = 10_000
/** Points of a line that is drawn in about a second. */
const POINTS = 60
const OPENINGS = 10
const AUTHOR = '01900000-0000-7000-8000-000000000000'

/** How large documents become that much has been done to, as they are stored before sealing. */
export const canvasDoc: Benchmark = {
  name: 'canvas-doc',
  doc: 'size and opening of a canvas after 100,000 moves of 200 cards, and of 10,000 strokes',
  async run() {
    const random = numbersOf(1)
    const moved = encodeStateAsUpdate(movedCards(random, DRAG))
    const jumped = encodeStateAsUpdate(movedCards(random, 1))
    const drawn = encodeStateAsUpdate(drawnStrokes(random))
    return {
      figures: {
        movedKB: moved.length / 1000,
        movedOpenMs: await openingMs(moved, CARDS),
        jumpedKB: jumped.length / 1000,
        jumpedOpenMs: await openingMs(jumped, CARDS),
        strokesMB: drawn.length / 1e6,
        strokesOpenMs: await openingMs(drawn, STROKES),
      },
      budget: { movedKB: 100, movedOpenMs: 50, strokesMB: 6 },
    }
  },
}

/**
 * Cards that have been moved about for hours.
 *
 * @param inTurn how often one card is moved before another one is; moved once each, what is left of
 *   the moves cannot be put together
 */
function movedCards(random: () => number, inTurn: number): Doc {
  const doc = new Doc()
  const place = (): Placement => [random() * 4000, random() * 4000, random() * 360 - 180, 1]
  for (let card = 0; card < CARDS; card++) {
    placeCard(doc, { card: AUTHOR, at: place(), author: AUTHOR })
  }
  const ids = [...elementsOf(doc).keys()]
  for (let number = 0; number < MOVES; number += inTurn) {
    const id = ids[Math.floor(random() * CARDS)] ?? ''
    for (let again = 0; again < inTurn; again++) move(doc, id, place())
  }
  return doc
}

function drawnStrokes(random: () => number): Doc {
  const doc = new Doc()
  for (let stroke = 0; stroke < STROKES; stroke++) {
    const points = new Float32Array(POINTS * 3)
    let [x, y, angle] = [0, 0, random() * 6]
    for (let point = 0; point < POINTS; point++) {
      angle += (random() - 0.5) * 0.4
      x += Math.cos(angle) * 6
      y += Math.sin(angle) * 6
      points.set([x, y, 0.3 + random() * 0.1], point * 3)
    }
    const at = [random() * 4000, random() * 4000, 0, 1] as const
    const stroke = { kind: 'stroke', colour: 'ink', width: 4, highlights: false } as const
    addElement(doc, { ...stroke, points, at, author: AUTHOR })
  }
  return doc
}

/** Half of the openings take longer: from bytes to elements that can be drawn. */
async function openingMs(stored: Uint8Array, elements: number): Promise<number> {
  const samples: number[] = []
  for (let opening = 0; opening < OPENINGS; opening++) {
    const took = await timed(async () => {
      const doc = new Doc()
      applyUpdate(doc, stored)
      if (readElements(doc).length !== elements) throw new Error('Something was lost')
    })
    samples.push(took)
  }
  return percentile(samples, 0.5)
}
