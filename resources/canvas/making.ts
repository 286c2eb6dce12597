import type * as Y from 'yjs'
import { CARD_HEIGHT, CARD_WIDTH, toCanvas, type Box, type Point } from '#canvas/bounds'
import { addElement } from '#canvas/document'
import type { Colour, Form, NewElement, Placement, Stamp } from '#canvas/element'
import { resolvedEnds, type Hung } from '#canvas/lines'
import { cardScale, screenScale } from '#canvas/made_scale'
import { touches } from '#canvas/marquee'
import { nearPlace } from '#canvas/near_place'
import { isPlace } from '#canvas/templates/lay_template'
import type { History } from './history'
import type { KeptImage } from './images/kept_image'
import type { Scene, Shown } from './scene'
import type { Viewpoint } from './viewpoint'

/** Within how many pixels of an element a line's end takes hold of it. */
const ATTACH_PX = 16
/** The size in pixels of what is made by a tap. */
const FORM_PX = [160, 120] as const
const FRAME_PX = [480, 320] as const
const LINE_PX = 160
const TEXT_WIDTH = 420
/** The longer side of an image in canvas units, and how much of the view it takes at most. */
const IMAGE_SIDE = 400
const IMAGE_PART = 0.7
/** A smaller drag is a tap. */
const LEAST_PX = 12

/** What making works on. */
export interface MakingRoom {
  doc: Y.Doc
  scene: Scene
  history: History
  viewpoint: Viewpoint
  /** Id of who makes. */
  author: string
}

/**
 * Puts new elements on the canvas, each a step to undo. Points are in pixels of the view; what is
 * made takes the size that it has on the screen. Each returns the element's id, null if the canvas
 * is full.
 */
export class Making {
  readonly #room: MakingRoom

  constructor(room: MakingRoom) {
    this.#room = room
  }

  /**
   * A card, of the size of the cards and places for cards that are in view.
   * @param at in canvas units; in the middle of the view, or beside what lies there, if none is given
   */
  card(card: string, at?: Point): string | null {
    const { viewpoint } = this.#room
    const scale = this.#cardScale(at ?? viewpoint.middle)
    const { x, y } = at ?? this.#roomFor(CARD_WIDTH * scale, CARD_HEIGHT * scale)
    return this.#add({ kind: 'card', card, at: [x, y, 0, scale], ...this.#by })
  }

  note(at: Point, colour: Colour, text = ''): string | null {
    return this.#add({ kind: 'note', text, colour, at: this.#sized(at), ...this.#by })
  }

  /** A text whose upper edge has its middle at a point. */
  text(at: Point, colour: Colour, text: string): string | null {
    const made = { kind: 'text' as const, text, colour, width: TEXT_WIDTH }
    return this.#add({ ...made, at: this.#sized(at), ...this.#by })
  }

  stamp(stamp: Stamp, at: Point, colour: Colour): string | null {
    return this.#add({ kind: 'stamp', stamp, colour, at: this.#sized(at), ...this.#by })
  }

  /**
   * An image, whose pixels say nothing but its proportions.
   * @param at null for the middle of the view, or beside what lies there
   */
  image(at: Point | null, { id, width, height, alt }: KeptImage & { alt: string }): string | null {
    const { viewpoint } = this.#room
    const factor = IMAGE_SIDE / Math.max(width, height)
    const size = [width * factor, height * factor] as const
    const view = viewpoint.size
    const fitting = Math.min(1, (IMAGE_PART * Math.min(view.width, view.height)) / IMAGE_SIDE)
    const scale = screenScale(viewpoint.camera.zoom) * fitting
    const { x, y } = at ? viewpoint.toWorld(at) : this.#roomFor(size[0] * scale, size[1] * scale)
    return this.#add({ kind: 'image', image: id, size, alt, at: [x, y, 0, scale], ...this.#by })
  }

  /** A figure in the rectangle between two points, of a usual size around one. */
  shape(form: Form, from: Point, to: Point, colour: Colour): string | null {
    const { size, middle, isTap } = between(from, to, FORM_PX)
    return this.#add({
      kind: 'shape',
      form,
      size,
      text: '',
      colour,
      ...this.#by,
      at: isTap ? this.#sized(middle) : this.#at(middle),
    })
  }

  frame(from: Point, to: Point): string | null {
    const { size, middle, isTap } = between(from, to, FRAME_PX)
    const at = isTap ? this.#sized(middle) : this.#at(middle)
    return this.#add({ kind: 'frame', size, text: '', ...this.#by, at })
  }

  /**
   * A line between two points; an end at an element is attached to it.
   * @param free whether its ends lie exactly there, attached to nothing
   */
  line(from: Point, to: Point, arrow: boolean, colour: Colour, free = false): string | null {
    const isTap = Math.hypot(to.x - from.x, to.y - from.y) < LEAST_PX
    const end = isTap ? { x: from.x + LINE_PX, y: from.y } : to
    const hung = this.#hung(from, end, free)
    const made = { ...hung, to: isTap ? null : hung.to, arrow, colour }
    return this.#add({ kind: 'line', ...made, ...this.#by })
  }

  /** Where a line between two points would begin and end, and what it would be attached to. */
  lineToBe(from: Point, to: Point, free: boolean): { ends: [Point, Point]; targets: Shown[] } {
    const { scene, viewpoint } = this.#room
    const hung = this.#hung(from, to, free)
    const [x1, y1, x2, y2] = resolvedEnds(hung, (id) => scene.get(id) ?? null)
    const seen = (x: number, y: number) => viewpoint.toScreen(toCanvas(hung.at, { x, y }))
    const targets = [hung.from, hung.to].map((id) => scene.get(id ?? ''))
    return {
      ends: [seen(x1, y1), seen(x2, y2)],
      targets: targets.filter((each) => each !== undefined),
    }
  }

  #hung(from: Point, to: Point, free: boolean): Hung {
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
    const [dx, dy] = [to.x - middle.x, to.y - middle.y]
    const [start, goal] = free ? [null, null] : [this.#target(from), this.#target(to)]
    // Within one element there is nothing to connect.
    const [first, last] = start === goal ? [null, null] : [start, goal]
    return { at: this.#at(middle), ends: [-dx, -dy, dx, dy], from: first, to: last }
  }

  /** A line from the one element to the other. */
  connection(from: string, to: string, colour: Colour): string | null {
    const [a, b] = [this.#room.scene.get(from), this.#room.scene.get(to)]
    if (!a || !b) return null
    const at: Placement = [a.element.at[0], a.element.at[1], 0, 1]
    const ends = [0, 0, b.element.at[0] - at[0], b.element.at[1] - at[1]] as const
    return this.#add({ kind: 'line', ends, from, to, arrow: true, colour, at, ...this.#by })
  }

  /** The middle of the view. */
  middle(): Point {
    const { width, height } = this.#room.viewpoint.size
    return { x: width / 2, y: height / 2 }
  }

  /** The id of the element that a line's end at a point is attached to. */
  #target(at: Point): string | null {
    const { scene, viewpoint } = this.#room
    const reach = ATTACH_PX / viewpoint.camera.zoom
    const isTarget = ({ kind }: { kind: string }) => kind !== 'line'
    return scene.nearest(viewpoint.toWorld(at), reach, isTarget)?.element.id ?? null
  }

  get #by() {
    return { author: this.#room.author }
  }

  #at(point: Point): Placement {
    const { viewpoint } = this.#room
    const { x, y } = viewpoint.toWorld(point)
    return [x, y, 0, 1 / viewpoint.camera.zoom]
  }

  /** Where something of a usual size lies that has it on the screen. */
  #sized(point: Point): Placement {
    const { viewpoint } = this.#room
    const { x, y } = viewpoint.toWorld(point)
    return [x, y, 0, screenScale(viewpoint.camera.zoom)]
  }

  /** The scale of the card, or place for a card, that is nearest to a point and in view. */
  #cardScale({ x, y }: Point): number {
    const { scene, viewpoint } = this.#room
    const away = ({ element: { at } }: Shown) => Math.hypot(at[0] - x, at[1] - y)
    const [nearest] = scene
      .search(viewpoint.visible(0))
      .filter(({ element }) => element.kind === 'card' || isPlace(element))
      .sort((a, b) => away(a) - away(b))
    return nearest?.element.at[3] ?? cardScale(viewpoint.camera.zoom)
  }

  /** The middle of the room for a box of this size that is nearest to the middle of the view. */
  #roomFor(width: number, height: number): Point {
    const { middle } = this.#room.viewpoint
    const box = { minX: -width / 2, minY: -height / 2, maxX: width / 2, maxY: height / 2 }
    const step = Math.min(width, height) / 4
    const spacing = { step, apart: step / 4 }
    const place = nearPlace(box, middle, (at) => !this.#isTaken(at), spacing)
    return place ? { x: place.dx, y: place.dy } : middle
  }

  /** Whether something lies in a box on which nothing is to be laid: frames and grounds are for that. */
  #isTaken(box: Box): boolean {
    return this.#room.scene.search(box).some(({ element, own }) => {
      const isGround = element.kind === 'frame' || (element.kind === 'shape' && element.locked)
      return !isGround && touches(element, own, box)
    })
  }

  #add(made: NewElement): string | null {
    const { doc, history, viewpoint } = this.#room
    viewpoint.settle()
    history.step()
    return addElement(doc, made, history.origin)
  }
}

function between(a: Point, b: Point, usual: readonly [number, number]) {
  const [width, height] = [Math.abs(b.x - a.x), Math.abs(b.y - a.y)]
  if (width < LEAST_PX && height < LEAST_PX) return { size: usual, middle: a, isTap: true }
  const size = [Math.max(LEAST_PX, width), Math.max(LEAST_PX, height)] as const
  return { size, middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, isTap: false }
}
