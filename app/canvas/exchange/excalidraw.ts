import {
  Foreign,
  lossOf,
  middleOf,
  MOST_FOREIGN,
  MOST_FOREIGN_POINTS,
  nearestColour,
  placement,
  sizeOf,
  textMeasures,
  wordsIn,
  type PenPoint,
} from './foreign.js'
import type { Imported } from './imported.js'
import type { Value } from './value.js'

const FORMS = { rectangle: 'rectangle', ellipse: 'ellipse', diamond: 'diamond' } as const
/** Excalidraw draws freehand lines so many times wider than their width says. */
const PEN = 4.25
const LONGEST_NAME = 200

type Form = keyof typeof FORMS
const isForm = (type: string): type is Form => Object.hasOwn(FORMS, type)

/**
 * The elements of an Excalidraw file of version 2, or of its clipboard. Its array is the order in
 * which it draws.
 *
 * @throws ImportRefusal
 */
export function readExcalidraw(file: Value): Imported {
  const foreign = new Foreign()
  const values = file
    .at('elements')
    .list(MOST_FOREIGN)
    .filter((value) => !value.at('isDeleted').flag())
  const ids = new Set(values.map((value) => value.at('id').name()))
  const words = boundWords(values, ids)
  // A frame of ours covers what lies beneath it, and theirs come after what they hold.
  const isFrame = (value: Value) =>
    value.at('type').is('frame') || value.at('type').is('magicframe')
  for (const value of values.filter(isFrame)) readFrame(value, foreign)
  const isImage = (value: Value) => value.at('type').is('image')
  for (const value of values) {
    if (isImage(value)) readImage(value, foreign, file.at('files'))
    else if (!isFrame(value)) readElement(value, foreign, words)
  }
  return foreign.imported()
}

/** The words that stand in other elements, by the id of these. */
function boundWords(values: readonly Value[], ids: ReadonlySet<string>): Map<string, string> {
  const words = new Map<string, string>()
  for (const value of values) {
    const container = value.at('type').is('text') ? value.at('containerId').nameOrNull() : null
    if (container !== null && ids.has(container)) words.set(container, originalWords(value))
  }
  return words
}

/** The text as it was written, without the line breaks of its container. */
function originalWords(value: Value): string {
  return wordsIn(value.at('originalText').isAbsent ? value.at('text') : value.at('originalText'))
}

/** Where an element lies: what all have in common. */
function readPlace(value: Value) {
  const [x, y] = [value.at('x').number(), value.at('y').number()]
  const [width, height] = [value.at('width').numberOr(0), value.at('height').numberOr(0)]
  const angle = value.at('angle').numberOr(0)
  const groups = value.at('groupIds').isAbsent ? [] : value.at('groupIds').list(100)
  return {
    id: value.at('id').name(),
    x,
    y,
    width,
    height,
    angle,
    middle: { x: x + width / 2, y: y + height / 2 },
    // The outermost group comes last.
    group: groups.at(-1)?.nameOrNull() ?? null,
    locked: value.at('locked').flag(),
    colour: nearestColour(value.at('strokeColor').isText ? value.at('strokeColor').text(100) : ''),
  }
}

function readFrame(value: Value, foreign: Foreign): void {
  const { id, middle, width, height, group, locked } = readPlace(value)
  const text = wordsIn(value.at('name')).slice(0, LONGEST_NAME)
  const at = placement(middle.x, middle.y, 0)
  const placed = foreign.placed(id, at, group, locked)
  foreign.elements.push({ ...placed, kind: 'frame', size: sizeOf(width, height), text })
}

function readImage(value: Value, foreign: Foreign, files: Value): void {
  const { id, middle, width, height, angle, group, locked } = readPlace(value)
  const name = value.at('fileId').nameOrNull()
  if (name === null || files.isAbsent || files.at(name).isAbsent) return foreign.lose('image')
  if (!value.at('crop').isAbsent) foreign.lose('image', 'changed')
  const placed = foreign.placed(id, placement(middle.x, middle.y, angle), group, locked)
  const address = files.at(name).at('dataURL')
  foreign.show(placed, sizeOf(width, height), { name, address, alt: '' })
}

function readElement(value: Value, foreign: Foreign, words: ReadonlyMap<string, string>): void {
  const type = value.at('type').text(100)
  if (isForm(type)) {
    const { id, middle, width, height, angle, group, locked, colour } = readPlace(value)
    const placed = foreign.placed(id, placement(middle.x, middle.y, angle), group, locked)
    const size = sizeOf(width, height)
    const text = words.get(id) ?? ''
    foreign.elements.push({ ...placed, kind: 'shape', form: FORMS[type], size, text, colour })
    return
  }
  switch (type) {
    case 'text':
      if (!words.has(value.at('containerId').nameOrNull() ?? '')) readText(value, foreign)
      return
    case 'arrow':
    case 'line':
      return readLine(value, foreign, words)
    case 'freedraw':
      return readDrawing(value, foreign)
    default:
      foreign.lose(lossOf(type))
  }
}

function readText(value: Value, foreign: Foreign): void {
  const { id, middle, width, height, angle, group, locked, colour } = readPlace(value)
  const text = originalWords(value)
  if (text.trim() === '') return
  const letters = value.at('fontSize').numberOr(20, 1, 10_000)
  const measures = textMeasures(text, letters, width > 0 ? width : null)
  // Ours hangs from the middle of its upper edge, and theirs turns around its middle.
  const [x, y] = [
    middle.x + (Math.sin(angle) * height) / 2,
    middle.y - (Math.cos(angle) * height) / 2,
  ]
  const placed = foreign.placed(id, placement(x, y, angle, measures.scale), group, locked)
  foreign.elements.push({ ...placed, kind: 'text', text, colour, width: measures.width })
}

/** Points of a line, from its own corner. */
function readPoints(value: Value): PenPoint[] {
  const pressures = value.at('pressures').isAbsent
    ? []
    : value.at('pressures').list(MOST_FOREIGN_POINTS)
  const points = value.at('points').list(MOST_FOREIGN_POINTS)
  return points.map((point, i) => {
    const [x, y] = point.list(3)
    if (!x || !y) return point.refuse('notAList')
    return [x.number(), y.number(), pressures[i]?.number(0, 1) ?? 0.5]
  })
}

const widthOf = (value: Value) => value.at('strokeWidth').numberOr(2, 0, 1000)

/** The points of a line as they lie on the canvas; it is turned around its middle. */
function pointsOf(
  value: Value,
  { x, y, angle }: { x: number; y: number; angle: number }
): PenPoint[] {
  const points = readPoints(value)
  const middle = [middleOf(points.map((each) => each[0])), middleOf(points.map((each) => each[1]))]
  const [mx = 0, my = 0] = middle
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return points.map(([px, py, pressure]) => {
    const [dx, dy] = [px - mx, py - my]
    return [x + mx + dx * cos - dy * sin, y + my + dx * sin + dy * cos, pressure]
  })
}

function readLine(value: Value, foreign: Foreign, words: ReadonlyMap<string, string>): void {
  const { id, x, y, angle, group, locked, colour } = readPlace(value)
  const points = pointsOf(value, { x, y, angle })
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return foreign.lose('line')
  const heads = [value.at('startArrowhead'), value.at('endArrowhead')].map((head) => !head.isAbsent)
  const [hasStart = false, hasEnd = false] = heads
  const isBound = !value.at('startBinding').isAbsent || !value.at('endBinding').isAbsent
  if (points.length > 2 && !hasStart && !hasEnd && !isBound) {
    return foreign.draw({ id, group, locked, colour, width: widthOf(value) }, points)
  }
  if (points.length > 2) foreign.lose('bend', 'changed')
  if (hasStart && hasEnd) foreign.lose('head', 'changed')
  if (words.has(id)) foreign.lose('label')
  const boundTo = (binding: Value) =>
    binding.isAbsent ? null : binding.at('elementId').nameOrNull()
  // Ours have their head at the end.
  const isTurned = hasStart && !hasEnd
  const [from, to] = isTurned ? [last, first] : [first, last]
  const bindings = [boundTo(value.at('startBinding')), boundTo(value.at('endBinding'))]
  const [start = null, end = null] = isTurned ? bindings.reverse() : bindings
  foreign.connect(
    { id, group, locked, colour },
    { x: from[0], y: from[1] },
    { x: to[0], y: to[1] },
    { from: start, to: end, arrow: hasStart || hasEnd }
  )
}

function readDrawing(value: Value, foreign: Foreign): void {
  const { id, x, y, angle, group, locked, colour } = readPlace(value)
  const width = widthOf(value) * PEN
  foreign.draw({ id, group, locked, colour, width }, pointsOf(value, { x, y, angle }))
}
