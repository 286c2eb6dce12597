import { Doc } from 'yjs'
import { addElement, elementsOf, mark, newId, readElements, remove } from '#canvas/document'
import { COLOURS, FORMS, STAMPS, type Element, type NewElement } from '#canvas/element'
import { ORDERS, reorder } from '#canvas/ordering'
import { numbersOf } from '#tests/support/random'

const WORDS = [
  '',
  'Was bleibt?',
  'שָׁלוֹם עולם',
  'Où va-t-on ?',
  '¿Y ahora?\n\n– así',
  'a'.repeat(5_000),
]

/** A document with elements of every kind that a seed decides, as people make and rearrange them. */
export function randomCanvas(seed: number, count = 60): Doc {
  const random = numbersOf(seed)
  const upTo = (most: number) => Math.floor(random() * most)
  const one = <T>(values: readonly [T, ...T[]]): T => values[upTo(values.length)] ?? values[0]
  const doc = new Doc()
  const ids: string[] = []
  const somebody = () => (ids.length > 0 && upTo(3) > 0 ? (ids[upTo(ids.length)] ?? null) : null)
  const number = () => (random() - 0.5) * 4_000

  const make = (): NewElement => {
    const common = {
      author: `person-${upTo(5)}`,
      at: [number(), number(), random() * 360 - 180, 0.2 + random() * 4],
    } as const
    const colour = one(COLOURS)
    const text = one(['x', ...WORDS])
    const size = [8 + random() * 900, 8 + random() * 900] as const
    switch (upTo(9)) {
      case 0:
        return { ...common, kind: 'card', card: `card-${upTo(48)}` }
      case 1:
        return { ...common, kind: 'text', text, colour, width: 40 + upTo(900) }
      case 2: {
        const points = Array.from({ length: 1 + upTo(90) }, () => [
          number(),
          number(),
          upTo(2) ? random() : 0.5,
        ])
        const shape = { points: Float32Array.from(points.flat()), width: 1 + upTo(40) }
        return { ...common, ...shape, kind: 'stroke', colour, highlights: upTo(2) > 0 }
      }
      case 3:
        return { ...common, kind: 'note', text, colour }
      case 4:
        return { ...common, kind: 'shape', form: one(FORMS), size, text, colour }
      case 5: {
        const ends = [number(), number(), number(), number()] as const
        const attached = { from: somebody(), to: somebody() }
        return { ...common, ...attached, kind: 'line', ends, arrow: upTo(2) > 0, colour }
      }
      case 6:
        return { ...common, kind: 'frame', size, text }
      case 7:
        return {
          ...common,
          kind: 'image',
          image: `image-${upTo(9)}`,
          size,
          alt: one(['', 'An oak']),
        }
      default:
        return { ...common, kind: 'stamp', stamp: one(STAMPS), colour }
    }
  }
  for (let i = 0; i < count; i++) {
    const id = addElement(doc, make())
    if (id !== null) ids.push(id)
  }
  const some = () => ids.filter(() => upTo(6) === 0)
  mark(doc, some(), { group: newId() })
  mark(doc, some(), { group: newId(), locked: true })
  reorder(doc, some(), one(ORDERS), readElements(doc))
  remove(doc, some())
  // Two who work at once can leave a line that hangs on nothing.
  const gone = ids.find((id) => elementsOf(doc).has(id))
  if (gone !== undefined && upTo(2) > 0) elementsOf(doc).delete(gone)
  return doc
}

/** Elements without what an import makes anew: ids, groups and orders become numbers. */
export function comparable(elements: readonly Element[]): unknown[] {
  const places = new Map(elements.map(({ id }, i) => [id, i]))
  const groups = [...new Set(elements.map(({ group }) => group))].filter((group) => group !== null)
  const end = (id: string | null) => (id === null ? null : (places.get(id) ?? null))
  return elements.map(({ id, order: _order, author: _author, group, ...rest }) => ({
    ...rest,
    // Nobody sees a minus zero, nor whether half a turn was to the left.
    at: rest.at.map((value, i) => (i === 2 && value === 180 ? -180 : value + 0)),
    id: places.get(id),
    group: group === null ? null : groups.indexOf(group),
    ...(rest.kind === 'line'
      ? { from: end(rest.from), to: end(rest.to), ends: rest.ends.map((value) => value + 0) }
      : {}),
    ...(rest.kind === 'stroke' ? { points: [...rest.points] } : {}),
  }))
}
