import type { Element } from '#canvas/element'
import type { PdfOrder } from '#canvas/pdf/pdf_order'

const COMMON = { author: 'somebody', group: null, locked: false } as const

/** Words in five languages, with what makes each hard: points, accents, signs of quotation. */
export const WORDS = {
  en: 'What keeps me awake, “honestly”?',
  he: 'שָׁלוֹם עוֹלָם: מַה חָשׁוּב לִי עַכְשָׁו?',
  es: '¿Qué sueño mañana, corazón?',
  fr: 'Où va l’œuvre, élève naïf – là-bas ?',
  de: 'Größe fühlt sich süß an, übermäßig',
} as const

/** A canvas with two frames and something of every kind, as it could be printed. */
export function printedCanvas(cards: readonly string[] = []): Element[] {
  const elements: Element[] = [
    frame('f1', 0, 0, 'First frame'),
    frame('f2', 1000, 0, 'מסגרת שנייה'),
    ...Object.values(WORDS).map((text, i): Element => {
      const at = [-190 + i * 10, -280 + i * 60, 0, 1] as const
      return { ...COMMON, id: `w${i}`, kind: 'text', at, order: i, text, colour: 'ink', width: 420 }
    }),
    note('n1', 850, -120, WORDS.he),
    note('n2', 1150, -120, WORDS.fr),
    ...(['rectangle', 'ellipse', 'triangle', 'diamond'] as const).map((form, i): Element => {
      const at = [150 + (i % 2) * 170, -180 + Math.floor(i / 2) * 150, i * 8, 1] as const
      const text = form === 'triangle' ? 'ab' : 'So'
      const size = [150, 110] as const
      return {
        ...COMMON,
        id: form,
        kind: 'shape',
        form,
        at,
        order: 20 + i,
        size,
        text,
        colour: 'blue',
      }
    }),
    {
      ...COMMON,
      ...{ id: 'l', kind: 'line', at: [1000, -120, 0, 1], order: 30, ends: [-9, 0, 9, 0] },
      ...{ from: 'n1', to: 'n2', arrow: true, colour: 'red' },
    },
    {
      ...COMMON,
      ...{ id: 'pen', kind: 'stroke', at: [880, 120, 0, 1], order: 31, colour: 'violet', width: 8 },
      points: Float32Array.from([-60, 0, 0.1, -20, -40, 0.6, 20, 40, 1, 60, 0, 0.3]),
      highlights: false,
    },
    {
      ...COMMON,
      ...{
        id: 'mark',
        kind: 'stroke',
        at: [850, -120, 0, 1],
        order: 32,
        colour: 'amber',
        width: 24,
      },
      points: Float32Array.from([-80, 0, 0.5, 80, 4, 0.5]),
      highlights: true,
    },
    {
      ...COMMON,
      ...{ id: 'heart', kind: 'stamp', stamp: 'heart', at: [1000, 120, 0, 1.5], order: 33 },
      colour: 'red',
    },
    ...cards.map((card, i): Element => {
      const at = [-200 + i * 230, 160, i * 4 - 4, 0.9] as const
      return { ...COMMON, id: `c${i}`, kind: 'card', at, order: 40 + i, card }
    }),
  ]
  return elements
}

function frame(id: string, x: number, y: number, text: string): Element {
  const size = [840, 640] as const
  return { ...COMMON, id, kind: 'frame', at: [x, y, 0, 1], order: -1, size, text }
}

function note(id: string, x: number, y: number, text: string): Element {
  return { ...COMMON, id, kind: 'note', at: [x, y, 0, 1], order: 10, text, colour: 'amber' }
}

/** An order to print elements without any cards. */
export function orderOf(elements: Element[], rtl = false): PdfOrder {
  const language = rtl ? 'he' : 'en'
  return { title: 'Canvas', language, rtl, elements, cards: new Map(), images: new Map() }
}
