import { Doc } from 'yjs'
import { addElement, elementsOf, placeCard } from '#canvas/document'
import { COLOURS, FORMS, STAMPS, type NewElement } from '#canvas/element'
import { numbersOf } from '#tests/support/random'

const AUTHOR = '01900000-0000-7000-8000-000000000000'
const STROKE_POINTS = 60
const WORDS = ['What keeps me awake', 'מה נשאר איתי', 'Un paso más', 'Was uns trägt', 'Merci']

/** A canvas that many have worked on for days. */
export interface CrowdedCanvas {
  doc: Doc
  /** The id of a card that lies on top of everything, in the middle. */
  middle: string
}

/**
 * Lays elements of all kinds over an area, a quarter of them cards.
 *
 * @param cards ids of the cards that they are taken from in turn
 * @param area in canvas units, around the origin
 */
export function crowdedCanvas(
  count: number,
  cards: readonly string[],
  area: { width: number; height: number }
): CrowdedCanvas {
  const doc = new Doc()
  const random = numbersOf(7)
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] ?? of[0]!
  doc.transact(() => {
    for (let number = 0; number < count - 1; number++) {
      const at = [
        (random() - 0.5) * area.width,
        (random() - 0.5) * area.height,
        random() * 20 - 10,
        0.8 + random() * 0.5,
      ] as const
      const common = { at, author: AUTHOR, colour: one(COLOURS) }
      const made: readonly NewElement[] = [
        { kind: 'card', card: cards[number % cards.length] ?? AUTHOR, at, author: AUTHOR },
        { ...common, kind: 'stroke', points: strokeOf(random), width: 4, highlights: false },
        { ...common, kind: 'note', text: one(WORDS) },
        number % 8 === 3
          ? { ...common, kind: 'shape', form: one(FORMS), size: [200, 140], text: one(WORDS) }
          : { ...common, kind: 'text', text: `${one(WORDS)}\n${one(WORDS)}`, width: 260 },
      ]
      const next = made[number % 4]
      if (next)
        addElement(doc, number % 40 === 1 ? { ...common, kind: 'stamp', stamp: one(STAMPS) } : next)
    }
  })
  const at = [0, 0, 0, 1] as const
  const middle = placeCard(doc, { card: cards[0] ?? AUTHOR, at, author: AUTHOR })
  if (!middle || elementsOf(doc).size !== count) throw new Error('Something found no room')
  return { doc, middle }
}

function strokeOf(random: () => number): Float32Array {
  const points = new Float32Array(STROKE_POINTS * 3)
  let [x, y, angle] = [0, 0, random() * 6]
  for (let point = 0; point < STROKE_POINTS; point++) {
    angle += (random() - 0.5) * 0.4
    x += Math.cos(angle) * 6
    y += Math.sin(angle) * 6
    points.set([x, y, 0.5], point * 3)
  }
  return points
}
