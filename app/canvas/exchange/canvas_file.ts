import {
  byOrder,
  COLOURS,
  FORMS,
  MAX_ALT_LENGTH,
  MAX_DISTANCE,
  MAX_SCALE,
  MAX_SIZE,
  MAX_STROKE_WIDTH,
  MAX_TEXT_LENGTH,
  MAX_TEXT_WIDTH,
  MIN_SCALE,
  MIN_SIZE,
  MIN_TEXT_WIDTH,
  STAMPS,
  type Element,
  type Ends,
  type Extent,
  type Placement,
} from '../element.js'
import { MAX_ELEMENTS } from '../document.js'
import { pointsFromText, pointsToText } from '../points_text.js'
import { MAX_ORDER } from '../read_element.js'
import { withoutTurning } from '#core/plain_words'
import type { Carried } from './carried.js'
import { readCarriedImages } from './carried_images.js'
import type { Imported } from './imported.js'
import type { Value } from './value.js'

/** What files of ours begin with. */
export const FORMAT = 'belvedere-canvas'
/** The version of the format that is written, and the highest that is read. */
export const FILE_VERSION = 2

const KINDS = [
  'card',
  'text',
  'stroke',
  'note',
  'shape',
  'line',
  'frame',
  'stamp',
  'image',
] as const
type Kind = (typeof KINDS)[number]

const COMMON = ['id', 'kind', 'at', 'order', 'group', 'locked']
const FIELDS: Record<Kind, readonly string[]> = {
  card: ['card'],
  text: ['text', 'colour', 'width'],
  stroke: ['points', 'colour', 'width', 'highlights'],
  note: ['text', 'colour'],
  shape: ['form', 'size', 'text', 'colour'],
  line: ['ends', 'from', 'to', 'arrow', 'colour'],
  frame: ['size', 'text'],
  stamp: ['stamp', 'colour'],
  image: ['image', 'size', 'alt'],
}
const KNOWN = new Map(KINDS.map((kind) => [kind, new Set([...COMMON, ...FIELDS[kind]])]))
const OUTER = new Set(['format', 'version', 'elements', 'images'])

/**
 * Elements as a file that can be imported again, with everything that is seen of them. It names no
 * person: whoever imports it adds the elements. A line that hangs on what is not in the file ends
 * loose.
 */
export function writeCanvasFile(elements: readonly Element[]): string {
  const ids = new Set(elements.map(({ id }) => id))
  const attached = (id: string | null) => (id !== null && ids.has(id) ? id : null)
  const written = [...elements].sort(byOrder).map((element) => {
    const { author: _author, ...rest } = element
    switch (rest.kind) {
      case 'stroke':
        return { ...rest, points: pointsToText(rest.points) }
      case 'line':
        return { ...rest, from: attached(rest.from), to: attached(rest.to) }
      case 'card':
      case 'stamp':
        return rest
      case 'text':
      case 'note':
      case 'shape':
      case 'frame':
        return { ...rest, text: withoutTurning(rest.text) }
      case 'image':
        return { ...rest, alt: withoutTurning(rest.alt) }
    }
  })
  return `${JSON.stringify({ format: FORMAT, version: FILE_VERSION, elements: written })}\n`
}

/**
 * The same in pieces, with the images that the elements show: those of which there is something.
 *
 * @param imageOf a file of an image as base64; null when there is none
 */
export async function* writeWithImages(
  elements: readonly Element[],
  imageOf: (image: string) => Promise<string | null>
): AsyncGenerator<string> {
  const names = new Set(elements.flatMap((each) => (each.kind === 'image' ? [each.image] : [])))
  // Its last brace, and the end of its line.
  yield writeCanvasFile(elements).slice(0, -2)
  yield ',"images":{'
  let isFirst = true
  for (const name of names) {
    const image = await imageOf(name)
    if (image === null) continue
    yield `${isFirst ? '' : ','}${JSON.stringify(name)}:"${image}"`
    isFirst = false
  }
  yield '}}\n'
}

/**
 * The elements of a file of ours, which anybody may have written, and the images that it carries.
 *
 * @throws ImportRefusal for the first thing in it that is not as it should be
 */
export function readCanvasFile(file: Value): Pick<Imported, 'elements' | 'images'> {
  if (file.at('version').number(1, Infinity) > FILE_VERSION)
    file.at('version').refuse('newerVersion')
  file.hasOnly(OUTER)
  const known = new Map<string, Carried>()
  const values = file.at('elements').list(MAX_ELEMENTS)
  for (const value of values) {
    const element = readElement(value)
    if (known.has(element.id)) value.at('id').refuse('twice')
    known.set(element.id, element)
  }
  for (const value of values) {
    if (!value.at('kind').is('line')) continue
    for (const end of [value.at('from'), value.at('to')]) {
      const id = end.nameOrNull()
      if (id !== null && !known.has(id)) end.refuse('notThere')
    }
  }
  return { elements: [...known.values()], images: readCarriedImages(file.at('images')) }
}

function readElement(value: Value): Carried {
  const kind = KINDS.find((each) => value.at('kind').is(each))
  if (!kind) return value.at('kind').refuse('unknownKind')
  value.hasOnly(KNOWN.get(kind) ?? new Set())
  const placed = {
    id: value.at('id').name(),
    at: readPlacement(value.at('at')),
    order: value.at('order').number(-MAX_ORDER, MAX_ORDER),
    group: value.at('group').nameOrNull(),
    locked: value.at('locked').flag(),
  }
  const colour = () => value.at('colour').oneOf(COLOURS)
  const text = () => value.at('text').plainText(MAX_TEXT_LENGTH)
  const width = (low: number, high: number) => value.at('width').number(low, high)
  switch (kind) {
    case 'card':
      return { ...placed, kind, card: value.at('card').name() }
    case 'text': {
      const across = width(MIN_TEXT_WIDTH, MAX_TEXT_WIDTH)
      return { ...placed, kind, text: text(), colour: colour(), width: across }
    }
    case 'stroke': {
      const points = pointsFromText(value.at('points').text(Infinity))
      return {
        ...placed,
        kind,
        points: points ?? value.at('points').refuse('notPoints'),
        colour: colour(),
        width: width(Number.MIN_VALUE, MAX_STROKE_WIDTH),
        highlights: value.at('highlights').flag(),
      }
    }
    case 'note':
      return { ...placed, kind, text: text(), colour: colour() }
    case 'shape': {
      const form = value.at('form').oneOf(FORMS)
      return {
        ...placed,
        kind,
        form,
        size: readSize(value.at('size')),
        text: text(),
        colour: colour(),
      }
    }
    case 'line':
      return {
        ...placed,
        kind,
        ends: readEnds(value.at('ends')),
        from: value.at('from').nameOrNull(),
        to: value.at('to').nameOrNull(),
        arrow: value.at('arrow').flag(),
        colour: colour(),
      }
    case 'frame':
      return { ...placed, kind, size: readSize(value.at('size')), text: text() }
    case 'stamp':
      return { ...placed, kind, stamp: value.at('stamp').oneOf(STAMPS), colour: colour() }
    case 'image': {
      const alt = value.at('alt').plainText(MAX_ALT_LENGTH)
      const size = readSize(value.at('size'))
      return { ...placed, kind, image: value.at('image').name(), size, alt }
    }
  }
}

/** So many numbers, each within its bounds. */
function readNumbers(value: Value, bounds: readonly (readonly [number, number])[]): number[] {
  const items = value.list(bounds.length)
  if (items.length < bounds.length) value.refuse('notAList')
  return items.map((item, i) => item.number(...(bounds[i] ?? [0, 0])))
}

const FAR = [-MAX_DISTANCE, MAX_DISTANCE] as const
const FARTHER = [-2 * MAX_DISTANCE, 2 * MAX_DISTANCE] as const
const SIDE = [MIN_SIZE, MAX_SIZE] as const

function readPlacement(value: Value): Placement {
  // A little slack at the lower end, because scales are stored rounded.
  const scales = [MIN_SCALE / 2, MAX_SCALE] as const
  const [x = 0, y = 0, rotation = 0, scale = 1] = readNumbers(value, [
    FAR,
    FAR,
    [-180, 180],
    scales,
  ])
  return [x, y, rotation, scale]
}

function readSize(value: Value): Extent {
  const [width = 0, height = 0] = readNumbers(value, [SIDE, SIDE])
  return [width, height]
}

function readEnds(value: Value): Ends {
  const bounds = [FARTHER, FARTHER, FARTHER, FARTHER]
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = readNumbers(value, bounds)
  return [x1, y1, x2, y2]
}
