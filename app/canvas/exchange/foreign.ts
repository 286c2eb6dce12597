import { TEXT_SIZE, type Point } from '../bounds.js'
import {
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
  type Colour,
  type Ends,
  type Extent,
  type LineElement,
  type Placement,
} from '../element.js'
import type { StrokePoints } from '../points.js'
import { MAX_POINTS, MAX_POINT_DISTANCE } from '../points.js'
import { MOST_IMAGES } from '../images/image_bounds.js'
import { oneLine, withoutTurning } from '#core/plain_words'
import type { Carried } from './carried.js'
import { base64Of } from './carried_images.js'
import type { Imported, Loss, LossKind } from './imported.js'
import type { Value } from './value.js'

/** Most elements, and most points of one line, that are read of another program's file. */
export const MOST_FOREIGN = 20_000
export const MOST_FOREIGN_POINTS = 50_000
/** The size of letters of a text that another program lets us guess. */
const LETTER = 0.6

/** The middle between the least and the most of numbers. */
export const middleOf = (values: readonly number[]) =>
  (values.reduce((a, b) => Math.min(a, b), Infinity) +
    values.reduce((a, b) => Math.max(a, b), -Infinity)) /
  2

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/** A point with the pressure of a pen, 0.5 where that is not known. */
export type PenPoint = readonly [x: number, y: number, pressure: number]

/** What a line of another program has. */
export interface ForeignLine {
  id: string
  group: string | null
  locked: boolean
  colour: Colour
  width: number
}

/** What a line hangs on, and whether it has a head at its end. */
export type Attached = Pick<LineElement, 'from' | 'to' | 'arrow'>

/** Turns another program's elements into ours, one after another, and keeps account. */
export class Foreign {
  readonly elements: Carried[] = []
  readonly #losses = new Map<string, Loss>()
  readonly #images = new Map<string, string>()

  /** All that came. What did not come cannot hold a line. */
  imported(): Imported {
    const there = new Set(this.elements.map(({ id }) => id))
    const end = (id: string | null) => (id !== null && there.has(id) ? id : null)
    const elements = this.elements.map((element) =>
      element.kind === 'line'
        ? { ...element, from: end(element.from), to: end(element.to) }
        : element
    )
    return { elements, losses: [...this.#losses.values()], images: this.#images }
  }

  /** Notes something that comes otherwise than it was, or not at all. */
  lose(what: LossKind, how: Loss['how'] = 'left'): void {
    const loss = this.#losses.get(`${how} ${what}`) ?? { what, how, count: 0 }
    loss.count += 1
    this.#losses.set(`${how} ${what}`, loss)
  }

  /**
   * Adds an image, of any of the kinds that can be brought.
   * @param file what its file is called, and the address that holds its content
   */
  show(
    placed: ReturnType<Foreign['placed']>,
    size: Extent,
    file: { name: string; address: Value; alt: string }
  ): void {
    const image = base64Of(file.address)
    const isFull = this.#images.size >= MOST_IMAGES && !this.#images.has(file.name)
    if (image === null || isFull) return this.lose('image')
    this.#images.set(file.name, image)
    const alt = oneLine(file.alt, MAX_ALT_LENGTH)
    this.elements.push({ ...placed, kind: 'image', image: file.name, size, alt })
  }

  /** Adds a line that was drawn by hand, by its points on the canvas. */
  draw(line: ForeignLine, points: readonly PenPoint[], highlights = false): void {
    const { id, group, locked, colour } = line
    const width = clamp(line.width, 0.5, MAX_STROKE_WIDTH)
    strokesOf(points).forEach(({ points: piece, x, y }, i) => {
      const name = i === 0 ? id : `${id.slice(0, 80)}/${i}`
      const placed = this.placed(name, placement(x, y, 0), group, locked)
      this.elements.push({ ...placed, kind: 'stroke', points: piece, colour, width, highlights })
    })
  }

  /** Adds a straight line from one point of the canvas to another. */
  connect(line: Omit<ForeignLine, 'width'>, a: Point, b: Point, attached: Attached): void {
    const { id, group, locked, colour } = line
    const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2]
    const ends: Ends = [a.x - x, a.y - y, b.x - x, b.y - y]
    const placed = this.placed(id, placement(x, y, 0), group, locked)
    this.elements.push({ ...placed, kind: 'line', ends, ...attached, colour })
  }

  /** What all elements have, in the order in which they come. */
  placed(id: string, at: Placement, group: string | null, locked: boolean) {
    return { id, at, order: this.elements.length, group, locked }
  }
}

/** What kind of thing another program's type is, of those that there is nothing like here. */
const KINDS: Readonly<Record<string, LossKind>> = {
  video: 'video',
  bookmark: 'web',
  embed: 'web',
  embeddable: 'web',
  iframe: 'web',
}

/** What is lost with something of another program's type. */
export function lossOf(type: string): LossKind {
  return (Object.hasOwn(KINDS, type) ? KINDS[type] : null) ?? 'other'
}

/** The whole words of another program's text, as long as ours may be. */
export function wordsIn(value: Value): string {
  return value.isAbsent ? '' : withoutTurning(value.text(Infinity)).slice(0, MAX_TEXT_LENGTH)
}

/** A place of ours: an angle in radians, a scale. */
export function placement(x: number, y: number, angle: number, scale = 1): Placement {
  const degrees = (angle * 180) / Math.PI
  const turned = ((((degrees + 180) % 360) + 360) % 360) - 180
  return [
    clamp(x, -MAX_DISTANCE, MAX_DISTANCE),
    clamp(y, -MAX_DISTANCE, MAX_DISTANCE),
    turned,
    clamp(scale, MIN_SCALE, MAX_SCALE),
  ]
}

/** A size of ours, nearest to one of another program's. */
export function sizeOf(width: number, height: number): Extent {
  const side = (value: number) => clamp(Math.abs(value), MIN_SIZE, MAX_SIZE)
  return [side(width), side(height)]
}

/** The scale and the width of a text with letters of a size, as wide as it was or is guessed. */
export function textMeasures(text: string, letters: number, width: number | null) {
  const scale = clamp(letters / TEXT_SIZE, MIN_SCALE, MAX_SCALE)
  const longest = Math.max(...text.split('\n').map((line) => line.length))
  const across = width ?? longest * letters * LETTER + letters
  return { scale, width: clamp(across / scale, MIN_TEXT_WIDTH, MAX_TEXT_WIDTH) }
}

/** Lines drawn by hand, in pieces as long as ours may be: each around its own middle. */
function strokesOf(points: readonly PenPoint[]): { points: StrokePoints; x: number; y: number }[] {
  const strokes = []
  for (let from = 0; from === 0 || from < points.length - 1; from += MAX_POINTS - 1) {
    const piece = points.slice(from, from + MAX_POINTS)
    const [x, y] = [
      middleOf(piece.map((point) => point[0])),
      middleOf(piece.map((point) => point[1])),
    ]
    const near = (value: number) => clamp(value, -MAX_POINT_DISTANCE, MAX_POINT_DISTANCE)
    const flat = piece.flatMap((point) => [near(point[0] - x), near(point[1] - y), point[2]])
    if (piece.length > 0) strokes.push({ points: Float32Array.from(flat), x, y })
  }
  return strokes
}

/** The colour of ours that is nearest to one of another program's, `#rgb`, `#rrggbb` or none. */
export function nearestColour(css: string): Colour {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(css)
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(css)
  const parts = short?.slice(1).map((part) => part + part) ?? long?.slice(1)
  if (!parts) return 'ink'
  const [red = 0, green = 0, blue = 0] = parts.map((part) => parseInt(part, 16))
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  // Without a hue to speak of it is black, white or grey.
  if (most - least < 40) return 'ink'
  const spread = most - least
  const sector =
    most === red
      ? (green - blue) / spread
      : most === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread
  const hue = (sector * 60 + 360) % 360
  if (hue < 18 || hue >= 330) return 'red'
  if (hue < 68) return 'amber'
  if (hue < 178) return 'green'
  if (hue < 245) return 'blue'
  return 'violet'
}
