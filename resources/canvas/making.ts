import type * as Y from 'yjs'
import { toCanvas, type Point } from '#canvas/bounds'
import { addElement } from '#canvas/document'
import type { Colour, Form, NewElement, Placement, Stamp } from '#canvas/element'
import { resolvedEnds, type Hung } from '#canvas/lines'
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

  /** @param at in canvas units */
  card(card: string, { x, y }: Point): string | null {
    return this.#add({ kind: 'card', card, at: [x, y, 0, 1], author: this.#room.author })
  }

  /** A card beside what lies in the middle of the view. */
  cardInView(card: string): string | null {
    return this.card(card, this.#besides(this.#room.viewpoint.toWorld(this.middle())))
  }

  note(at: Point, colour: Colour, text = ''): string | null {
    return this.#add({ kind: 'note', text, colour, at: this.#at(at), ...this.#by })
  }

  /** A text whose upper edge has its middle at a point. */
  text(at: Point, colour: Colour, text: string): string | null {
    const made = { kind: 'text' as const, text, colour, width: TEXT_WIDTH }
    return this.#add({ ...made, at: this.#at(at), ...this.#by })
  }

  stamp(stamp: Stamp, at: Point, colour: Colour): string | null {
    return this.#add({ kind: 'stamp', stamp, colour, at: this.#at(at), ...this.#by })
  }

  /** An image, whose pixels say nothing but its proportions. */
  image(at: Point, { id, width, height, alt }: KeptImage & { alt: string }): string | null {
    const factor = IMAGE_SIDE / Math.max(width, height)
    const size = [width * factor, height * factor] as const
    const [x, y, rotation, scale] = this.#at(at)
    const { size: view } = this.#room.viewpoint
    const fitting = Math.min(1, (IMAGE_PART * Math.min(view.width, view.height)) / IMAGE_SIDE)
    const placed: Placement = [x, y, rotation, scale * fitting]
    return this.#add({ kind: 'image', image: id, size, alt, at: placed, ...this.#by })
  }

  /** A figure in the rectangle between two points, of a usual size around one. */
  shape(form: Form, from: Point, to: Point, colour: Colour): string | null {
    const { size, middle } = between(from, to, FORM_PX)
    return this.#add({
      kind: 'shape',
      form,
      size,
      text: '',
      colour,
      ...this.#by,
      at: this.#at(middle),
    })
  }

  frame(from: Point, to: Point): string | null {
    const { size, middle } = between(from, to, FRAME_PX)
    return this.#add({ kind: 'frame', size, text: '', ...this.#by, at: this.#at(middle) })
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

  #besides(at: Point): Point {
    const taken = ({ x, y }: Point) =>
      this.#room.scene
        .search({ minX: x - 9, minY: y - 9, maxX: x + 9, maxY: y + 9 })
        .some(({ element }) => Math.hypot(element.at[0] - x, element.at[1] - y) < 9)
    let free = at
    for (let tries = 0; tries < 200 && taken(free); tries++) {
      free = { x: free.x + 28, y: free.y + 28 }
    }
    return free
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
  if (width < LEAST_PX && height < LEAST_PX) return { size: usual, middle: a }
  const size = [Math.max(LEAST_PX, width), Math.max(LEAST_PX, height)] as const
  return { size, middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } }
}
