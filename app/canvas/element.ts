import type { StrokePoints } from './points.js'

/** Longest text of one element, in UTF-16 units; what lies beyond is not shown. */
export const MAX_TEXT_LENGTH = 5_000
/** Farthest an element may lie from the origin on either axis, in canvas units. */
export const MAX_DISTANCE = 1_000_000
export const MIN_SCALE = 0.05
export const MAX_SCALE = 20
export const MIN_TEXT_WIDTH = 40
export const MAX_TEXT_WIDTH = 2_000
export const MAX_STROKE_WIDTH = 64
/** The least and most width and height of a shape or frame, in canvas units before scaling. */
export const MIN_SIZE = 8
export const MAX_SIZE = 20_000
/** Longest description of an image, in UTF-16 units. */
export const MAX_ALT_LENGTH = 500

/** The colours of the document, by meaning and not by value: each theme has its own shade. */
export const COLOURS = ['ink', 'red', 'amber', 'green', 'blue', 'violet'] as const
export type Colour = (typeof COLOURS)[number]

export const FORMS = ['rectangle', 'ellipse', 'triangle', 'diamond'] as const
export type Form = (typeof FORMS)[number]

export const STAMPS = ['heart', 'star', 'check', 'question', 'idea', 'smile'] as const
export type Stamp = (typeof STAMPS)[number]

/**
 * Where an element lies: x and y of its anchor in canvas units, rotation in degrees clockwise
 * (−180 to 180), scale. The anchor is the centre of most elements and the middle of the upper
 * edge of a text, which therefore grows downwards.
 */
export type Placement = readonly [x: number, y: number, rotation: number, scale: number]
/** In canvas units before scaling. */
export type Extent = readonly [width: number, height: number]
/** Where a line begins and ends, in its own coordinates. */
export type Ends = readonly [x1: number, y1: number, x2: number, y2: number]

interface Placed {
  id: string
  at: Placement
  /** Elements are drawn from the lowest order to the highest, equal ones by id. */
  order: number
  /** The person who added it, as their browser claims: not evidence of who did. */
  author: string
  /** Elements of one group are selected and moved as one. */
  group: string | null
  /** It stays as and where it is until it is unlocked. */
  locked: boolean
}
/** A deck's card. */
export interface CardElement extends Placed {
  kind: 'card'
  /** The id of a deck's card. */
  card: string
}
/** Words, in any script. */
export interface TextElement extends Placed {
  kind: 'text'
  text: string
  colour: Colour
  /** The width at which lines wrap, in canvas units before scaling. */
  width: number
}
/** A line that was drawn by hand. */
export interface StrokeElement extends Placed {
  kind: 'stroke'
  points: StrokePoints
  colour: Colour
  /** In canvas units before scaling. */
  width: number
  /** Whether what lies beneath shows through. */
  highlights: boolean
}
/** A square of coloured paper; its text fits itself in. */
export interface NoteElement extends Placed {
  kind: 'note'
  text: string
  colour: Colour
}
/** A figure with words in it. */
export interface ShapeElement extends Placed {
  kind: 'shape'
  form: Form
  size: Extent
  text: string
  colour: Colour
}
/** A straight line; each end lies free or is attached to an element. */
export interface LineElement extends Placed {
  kind: 'line'
  /** Where its ends lie as long as they are not attached. */
  ends: Ends
  /** The id of the element that the first end is attached to. */
  from: string | null
  /** The id of the element that the second end is attached to. */
  to: string | null
  /** Whether the second end is the head of an arrow. */
  arrow: boolean
  colour: Colour
}
/** An area with a title; what lies in it moves with it. */
export interface FrameElement extends Placed {
  kind: 'frame'
  size: Extent
  text: string
}
/** A small sign. */
export interface StampElement extends Placed {
  kind: 'stamp'
  stamp: Stamp
  colour: Colour
}
/** An image that somebody brought to the canvas. */
export interface ImageElement extends Placed {
  kind: 'image'
  /** The id of an image of this canvas; of another one's nobody is shown anything. */
  image: string
  /** In the proportions of the image. */
  size: Extent
  /** What can be seen on it, for who does not see it; empty until somebody says so. */
  alt: string
}
export type Element =
  | CardElement
  | TextElement
  | StrokeElement
  | NoteElement
  | ShapeElement
  | LineElement
  | FrameElement
  | StampElement
  | ImageElement
/** An element that words can be written in. */
export type WrittenElement = Extract<Element, { text: string }>

type Made<E> = E extends Element
  ? Omit<E, 'id' | 'order' | 'group' | 'locked'> & Partial<Pick<E, 'group' | 'locked'>>
  : never
/** What is needed to add an element. */
export type NewElement = Made<Element>

/** Whether words can be written in it. */
export function isWritten(element: Element): element is WrittenElement {
  return 'text' in element
}

/** Compares two elements by the order in which they are drawn. */
export function byOrder(a: Element, b: Element): number {
  if (a.order !== b.order) return a.order - b.order
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
