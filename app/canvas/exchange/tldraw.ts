import type { Point } from '../bounds.js'
import { MAX_TEXT_LENGTH, type Colour, type Form } from '../element.js'
import { withoutTurning } from '#core/plain_words'
import {
  Foreign,
  lossOf,
  MOST_FOREIGN,
  placement,
  sizeOf,
  textMeasures,
  wordsIn,
  type PenPoint,
} from './foreign.js'
import type { Imported } from './imported.js'
import { readSegment } from './tldraw_points.js'
import { showTldrawImage, tldrawAssets } from './tldraw_images.js'
import { onPage, type Place, type Shape } from './tldraw_place.js'
import type { Value } from './value.js'

const FORMS: Readonly<Record<string, Form>> = {
  rectangle: 'rectangle',
  ellipse: 'ellipse',
  oval: 'ellipse',
  triangle: 'triangle',
  diamond: 'diamond',
  rhombus: 'diamond',
}
const COLOURS: Readonly<Record<string, Colour>> = {
  red: 'red',
  'light-red': 'red',
  orange: 'amber',
  yellow: 'amber',
  green: 'green',
  'light-green': 'green',
  blue: 'blue',
  'light-blue': 'blue',
  violet: 'violet',
  'light-violet': 'violet',
}
/** What the sizes of letters and of lines mean, in units of the page. */
const LETTERS: Readonly<Record<string, number>> = { s: 18, m: 24, l: 36, xl: 44 }
const WIDTHS: Readonly<Record<string, number>> = { s: 2, m: 3.5, l: 5, xl: 10 }
const NOTE = 200
const HIGHLIGHTER = 4
const DEEPEST_PARENTS = 20
const DEEPEST_WORDS = 20

const known = <T>(table: Readonly<Record<string, T>>, value: Value, other: T): T => {
  const key = value.isText ? value.text(100) : ''
  return Object.hasOwn(table, key) ? (table[key] ?? other) : other
}

const ROOT: Place = { x: 0, y: 0, angle: 0 }

/**
 * The shapes of the first page of a tldraw file of format version 1.
 *
 * @throws ImportRefusal
 */
export function readTldraw(file: Value): Imported {
  const version = file.at('tldrawFileFormatVersion')
  if (version.number(1, Infinity) > 1) version.refuse('newerVersion')
  const foreign = new Foreign()
  const records = file.at('records').list(MOST_FOREIGN)
  const shapes = shapesOfFirstPage(records, foreign)
  const bindings = bindingsOf(records)
  const frames = shapes.filter(({ type }) => type === 'frame')
  // A frame of ours covers what lies beneath it.
  for (const shape of frames) readShape(shape, foreign, bindings)
  const assets = tldrawAssets(records)
  for (const shape of shapes) {
    if (shape.type === 'image') showTldrawImage(shape, foreign, assets)
    else if (shape.type !== 'frame') readShape(shape, foreign, bindings)
  }
  return foreign.imported()
}

const indexOf = (value: Value) => (value.at('index').isText ? value.at('index').text(200) : '')
const byIndex = (a: Value, b: Value) => (indexOf(a) < indexOf(b) ? -1 : 1)

/** The shapes in the order in which they are drawn, what is in a shape after it. */
function shapesOfFirstPage(records: readonly Value[], foreign: Foreign): Shape[] {
  const pages = records.filter((each) => each.at('typeName').is('page')).sort(byIndex)
  const values = records.filter((each) => each.at('typeName').is('shape'))
  const children = new Map<string, Value[]>()
  for (const value of values) {
    const parent = value.at('parentId').name()
    const siblings = children.get(parent) ?? []
    children.set(parent, siblings)
    siblings.push(value)
  }
  const shapes: Shape[] = []
  const visit = (parent: string, from: Place, group: string | null, depth: number): void => {
    for (const value of (children.get(parent) ?? []).sort(byIndex)) {
      if (depth > DEEPEST_PARENTS) value.at('parentId').refuse('tooDeep')
      const id = value.at('id').name()
      const type = value.at('type').text(100)
      const own = onPage(from, { x: value.at('x').number(), y: value.at('y').number() })
      const place = { ...own, angle: from.angle + value.at('rotation').numberOr(0) }
      shapes.push({ value, id, type, place, group })
      visit(id, place, type === 'group' ? (group ?? id) : group, depth + 1)
    }
  }
  const [first, ...others] = pages
  if (first) visit(first.at('id').name(), ROOT, null, 0)
  for (const page of others) {
    children.get(page.at('id').name())?.forEach(() => foreign.lose('page'))
  }
  return shapes
}

type Terminal = 'start' | 'end'

/** What the ends of arrows are attached to, by arrow and end. */
function bindingsOf(records: readonly Value[]): Map<string, string> {
  const bindings = new Map<string, string>()
  for (const record of records) {
    if (!record.at('typeName').is('binding') || !record.at('type').is('arrow')) continue
    const terminal = record.at('props').at('terminal').oneOf<Terminal>(['start', 'end'])
    bindings.set(`${record.at('fromId').name()} ${terminal}`, record.at('toId').name())
  }
  return bindings
}

function readShape(
  { value, id, type, place, group }: Shape,
  foreign: Foreign,
  bindings: ReadonlyMap<string, string>
): void {
  const props = value.at('props')
  const locked = value.at('isLocked').flag()
  const colour = known(COLOURS, props.at('color'), 'ink')
  const scale = props.isAbsent ? 1 : props.at('scale').numberOr(1, 0.01, 100)
  /** Placed by the middle of a box, or of its upper edge. */
  const placed = (width: number, height: number, size = 1) => {
    const { x, y } = onPage(place, { x: width / 2, y: height / 2 })
    return foreign.placed(id, placement(x, y, place.angle, size), group, locked)
  }
  switch (type) {
    case 'group':
      return
    case 'geo': {
      const [width, height] = [
        props.at('w').number(),
        props.at('h').number() + props.at('growY').numberOr(0),
      ]
      const form = props.at('geo').text(100)
      if (!Object.hasOwn(FORMS, form)) foreign.lose('form', 'changed')
      foreign.elements.push({
        ...placed(width, height),
        kind: 'shape',
        form: known(FORMS, props.at('geo'), 'rectangle'),
        size: sizeOf(width, height),
        text: wordsOf(props),
        colour,
      })
      return
    }
    case 'note': {
      const side = NOTE * scale
      const at = placed(side, side + props.at('growY').numberOr(0), scale)
      foreign.elements.push({ ...at, kind: 'note', text: wordsOf(props), colour })
      return
    }
    case 'text': {
      const text = wordsOf(props)
      if (text.trim() === '') return
      const letters = known(LETTERS, props.at('size'), 24) * scale
      const isFixed = props.at('autoSize').is(false)
      const width = isFixed ? props.at('w').number(0) * scale : null
      const measures = textMeasures(text, letters, width)
      const at = placed(measures.width * measures.scale, 0, measures.scale)
      foreign.elements.push({ ...at, kind: 'text', text, colour, width: measures.width })
      return
    }
    case 'frame': {
      const [width, height] = [props.at('w').number(), props.at('h').number()]
      const text = wordsIn(props.at('name')).slice(0, 200)
      foreign.elements.push({
        ...placed(width, height),
        kind: 'frame',
        size: sizeOf(width, height),
        text,
      })
      return
    }
    case 'arrow': {
      const [start, end] = [props.at('start'), props.at('end')]
      if (props.at('bend').numberOr(0) !== 0) foreign.lose('bend', 'changed')
      if (wordsOf(props) !== '') foreign.lose('label')
      const boundTo = (terminal: Terminal, value: Value) =>
        bindings.get(`${id} ${terminal}`) ??
        // Before version 2.2 of tldraw an end itself said so.
        (value.at('type').is('binding') ? value.at('boundShapeId').nameOrNull() : null)
      const [from, to] = [boundTo('start', start), boundTo('end', end)]
      const point = (end: Value): Point => ({
        x: end.at('x').numberOr(0),
        y: end.at('y').numberOr(0),
      })
      const hasHead = (head: Value) => !head.isAbsent && !head.is('none')
      const heads = [props.at('arrowheadStart'), props.at('arrowheadEnd')].map(hasHead)
      const [hasStart = false, hasEnd = false] = heads
      if (hasStart && hasEnd) foreign.lose('head', 'changed')
      const isTurned = hasStart && !hasEnd
      const ends = isTurned ? [point(end), point(start)] : [point(start), point(end)]
      const [a = ROOT, b = ROOT] = ends.map((each) => onPage(place, each))
      foreign.connect({ id, group, locked, colour }, a, b, {
        from: isTurned ? to : from,
        to: isTurned ? from : to,
        arrow: hasStart || hasEnd,
      })
      return
    }
    case 'line': {
      const points = linePoints(props.at('points')).map((point) => onPage(place, point))
      const [a, b] = points
      if (a && b && points.length === 2) {
        const loose = { from: null, to: null, arrow: false }
        return foreign.connect({ id, group, locked, colour }, a, b, loose)
      }
      const pen = points.map(({ x, y }): PenPoint => [x, y, 0.5])
      const width = known(WIDTHS, props.at('size'), 3.5) * scale
      return foreign.draw({ id, group, locked, colour, width }, pen)
    }
    case 'draw':
    case 'highlight': {
      const highlights = type === 'highlight'
      const [scaleX, scaleY] = [props.at('scaleX').numberOr(1), props.at('scaleY').numberOr(1)]
      const points = props
        .at('segments')
        .list(MOST_FOREIGN)
        .flatMap(readSegment)
        .map(([x, y, pressure]): PenPoint => {
          const at = onPage(place, { x: x * scaleX, y: y * scaleY })
          return [at.x, at.y, pressure]
        })
      const line = known(WIDTHS, props.at('size'), 3.5) * scale
      const width = line * (highlights ? HIGHLIGHTER : 1)
      return foreign.draw({ id, group, locked, colour, width }, points, highlights)
    }
    default:
      foreign.lose(lossOf(type))
  }
}

/** The points of a line: by their names, in the order of their indices, or in older files a list. */
function linePoints(points: Value): Point[] {
  const values = points.isList
    ? points.list(MOST_FOREIGN)
    : points
        .keys()
        .map((key) => points.at(key))
        .sort(byIndex)
  return values.map((each) => ({ x: each.at('x').number(), y: each.at('y').number() }))
}

/** The words of a shape: rich text, or in files before 2025 plain. */
function wordsOf(props: Value): string {
  const rich = props.at('richText')
  if (rich.isAbsent) return wordsIn(props.at('text'))
  const text = withoutTurning(richWords(rich, 0)).replace(/\n+$/u, '')
  return text.slice(0, MAX_TEXT_LENGTH)
}

/** Paragraphs each end a line, and what is listed begins with a dot. */
function richWords(node: Value, depth: number): string {
  if (depth > DEEPEST_WORDS) node.refuse('tooDeep')
  if (node.at('type').is('text')) return node.at('text').text(Infinity)
  if (node.at('type').is('hardBreak')) return '\n'
  const content = node.at('content')
  const inner = content.isAbsent
    ? ''
    : content
        .list(MOST_FOREIGN)
        .map((each) => richWords(each, depth + 1))
        .join('')
  if (node.at('type').is('listItem')) return `• ${inner}`
  return node.at('type').is('paragraph') || node.at('type').is('heading') ? `${inner}\n` : inner
}
