import type { Locale } from '#config/locales'
import { CARD_HEIGHT, CARD_WIDTH } from '../bounds.js'
import type { Element, Extent } from '../element.js'
import type { Carried } from '../exchange/carried.js'
import type { Part, Template, TemplateWords } from './template.js'

/** The room for a card: so much of it is seen around one that lies there. */
export const PLACE: Extent = [CARD_WIDTH + 24, CARD_HEIGHT + 24]

/** Whether an element is the room for a card. */
export function isPlace(element: Element): boolean {
  const [width, height] = PLACE
  return element.kind === 'shape' && element.size[0] === width && element.size[1] === height
}

const STRUCTURE = 'structure'

/**
 * A template's elements in a language, around the origin; for languages that are written from
 * right to left as in a mirror. All but what people write on or lay is one locked group, so that
 * nobody takes hold of it by accident.
 */
export function layTemplate({ size, parts, words }: Template, locale: Locale): Carried[] {
  const side = locale === 'he' ? -1 : 1
  const frame: Carried = {
    kind: 'frame',
    id: 'frame',
    order: 0,
    group: STRUCTURE,
    locked: true,
    at: [0, 0, 0, 1],
    size,
    text: words[locale].name,
  }
  return [frame, ...parts.map((part, i) => laid(part, i + 1, side, words[locale].texts))]
}

function laid(part: Part, order: number, side: 1 | -1, texts: TemplateWords['texts']): Carried {
  const isFree = part.kind === 'note' || part.kind === 'stamp'
  const common = { id: `part${order}`, order, group: isFree ? null : STRUCTURE, locked: !isFree }
  const at = ([x, y]: readonly [number, number], turn = 0, scale = 1) =>
    [side * x, y, side * turn, scale] as const
  switch (part.kind) {
    case 'place':
      return {
        ...common,
        kind: 'shape',
        form: 'rectangle',
        at: at(part.at),
        size: PLACE,
        text: '',
        colour: part.colour,
      }
    case 'note':
      return {
        ...common,
        kind: 'note',
        at: at(part.at, 0, part.scale),
        text: '',
        colour: part.colour,
      }
    case 'text':
      return {
        ...common,
        kind: 'text',
        at: at(part.at, part.turn, part.scale),
        text: texts[part.words] ?? '',
        colour: part.colour ?? 'ink',
        width: part.width,
      }
    case 'shape':
      return {
        ...common,
        kind: 'shape',
        form: part.form,
        at: at(part.at, part.turn),
        size: part.size,
        text: part.words === undefined ? '' : (texts[part.words] ?? ''),
        colour: part.colour,
      }
    case 'line': {
      const [x1, y1, x2, y2] = part.ends
      return {
        ...common,
        kind: 'line',
        at: at([0, 0]),
        ends: [side * x1, y1, side * x2, y2],
        from: null,
        to: null,
        arrow: part.arrow ?? false,
        colour: part.colour,
      }
    }
    case 'stamp':
      return {
        ...common,
        kind: 'stamp',
        at: at(part.at, 0, part.scale),
        stamp: part.stamp,
        colour: part.colour,
      }
    case 'stroke':
      return {
        ...common,
        kind: 'stroke',
        at: at([0, 0]),
        points: strokePoints(part.points, side),
        colour: part.colour,
        width: part.width,
        highlights: true,
      }
  }
}

/** With even pressure. */
function strokePoints(points: readonly number[], side: 1 | -1): Float32Array {
  const count = Math.floor(points.length / 2)
  return Float32Array.from({ length: count * 3 }, (_, i) => {
    const point = 2 * Math.floor(i / 3)
    return i % 3 === 0 ? side * (points[point] ?? 0) : i % 3 === 1 ? (points[point + 1] ?? 0) : 0.5
  })
}
