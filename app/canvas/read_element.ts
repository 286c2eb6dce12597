import {
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
} from './element.js'
import type { StrokePoints } from './points.js'

export const MAX_ORDER = 2 ** 31
const MAX_NAME_LENGTH = 100

/** An element as it is stored somewhere, which may be anything. */
export interface Source {
  get(key: string): unknown
  /** What a stored text says, null if it is none. */
  text(value: unknown): string | null
  /** What stored points are, null if they are none. */
  points(value: unknown): StrokePoints | null
}

/** Whether it is the name of an element, card, person or group. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME_LENGTH
}

/** Whether it is an order to be drawn in. */
export function isOrder(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MAX_ORDER
}

function within(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && value >= low && value <= high
}

function oneOf<T extends string>(names: readonly T[], value: unknown): T | null {
  return names.find((name) => name === value) ?? null
}

function numbers(value: unknown, count: number): readonly unknown[] | null {
  return Array.isArray(value) && value.length === count ? value : null
}

/** A placement, null if it is none or lies beyond the canvas. */
export function readPlacement(value: unknown): Placement | null {
  const [x, y, rotation, scale] = numbers(value, 4) ?? []
  if (!within(x, -MAX_DISTANCE, MAX_DISTANCE) || !within(y, -MAX_DISTANCE, MAX_DISTANCE))
    return null
  // A little slack at the lower end, because scales are stored rounded.
  if (!within(rotation, -180, 180) || !within(scale, MIN_SCALE / 2, MAX_SCALE)) return null
  return [x, y, rotation, scale]
}

function readExtent(value: unknown): Extent | null {
  const [width, height] = numbers(value, 2) ?? []
  if (!within(width, MIN_SIZE, MAX_SIZE) || !within(height, MIN_SIZE, MAX_SIZE)) return null
  return [width, height]
}

function readEnds(value: unknown): Ends | null {
  const far = 2 * MAX_DISTANCE
  const [x1, y1, x2, y2] = numbers(value, 4) ?? []
  if (!within(x1, -far, far) || !within(y1, -far, far)) return null
  if (!within(x2, -far, far) || !within(y2, -far, far)) return null
  return [x1, y1, x2, y2]
}

/** An element of whatever is stored, null if it is not one that we know how to show. */
export function readElementFrom(id: string, source: Source): Element | null {
  const at = readPlacement(source.get('at'))
  const order = source.get('order')
  const author = source.get('author')
  if (!at || !isOrder(order) || !isName(author)) return null
  const group = source.get('group')
  const placed = {
    id,
    at,
    order,
    author,
    group: isName(group) ? group : null,
    locked: source.get('locked') === true,
  }
  const kind = source.get('kind')
  if (kind === 'card') {
    const card = source.get('card')
    return isName(card) ? { ...placed, kind, card } : null
  }
  const size = readExtent(source.get('size'))
  if (kind === 'image') {
    const [image, alt] = [source.get('image'), source.get('alt')]
    if (!isName(image) || typeof alt !== 'string' || !size) return null
    return { ...placed, kind, image, size, alt: alt.slice(0, MAX_ALT_LENGTH) }
  }
  const words = source.text(source.get('text'))
  const text = words === null ? null : words.slice(0, MAX_TEXT_LENGTH)
  if (kind === 'frame') {
    return size && text !== null ? { ...placed, kind, size, text } : null
  }
  const colour = oneOf(COLOURS, source.get('colour'))
  if (!colour) return null
  const width = source.get('width')
  switch (kind) {
    case 'text':
      if (text === null || !within(width, MIN_TEXT_WIDTH, MAX_TEXT_WIDTH)) return null
      return { ...placed, kind, text, colour, width }
    case 'stroke': {
      const points = source.points(source.get('points'))
      if (!points || !within(width, 0, MAX_STROKE_WIDTH) || width === 0) return null
      return {
        ...placed,
        kind,
        points,
        colour,
        width,
        highlights: source.get('highlights') === true,
      }
    }
    case 'note':
      return text === null ? null : { ...placed, kind, text, colour }
    case 'shape': {
      const form = oneOf(FORMS, source.get('form'))
      if (!form || !size || text === null) return null
      return { ...placed, kind, form, size, text, colour }
    }
    case 'line': {
      const ends = readEnds(source.get('ends'))
      if (!ends) return null
      const [from, to] = [source.get('from'), source.get('to')]
      return {
        ...placed,
        kind,
        ends,
        from: isName(from) ? from : null,
        to: isName(to) ? to : null,
        arrow: source.get('arrow') === true,
        colour,
      }
    }
    case 'stamp': {
      const stamp = oneOf(STAMPS, source.get('stamp'))
      return stamp && { ...placed, kind, stamp, colour }
    }
    default:
      return null
  }
}
