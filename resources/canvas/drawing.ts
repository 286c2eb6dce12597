import { corners, type Point } from '#canvas/bounds'
import { remove } from '#canvas/document'
import type { Colour, Element, Form, Stamp } from '#canvas/element'
import type { StrokePoints } from '#canvas/points'
import { eraserGesture } from './eraser'
import type { History } from './history'
import type { Stroke } from './items'
import { Making, type MakingRoom } from './making'
import { addLine, draftOf, penGesture, WIDTH_PX, type Tip, type Width } from './pen'
import type { Gesture, Sample } from './pointers'
import type { Shown } from './scene'
import type { Sketch } from './sketch'
import { isForm, type Tool } from './tools'

/** What tools work on, and whom they tell. */
export interface DrawingRoom extends MakingRoom {
  sketch: Sketch
  history: History
  /** Shows a line that is being drawn, null for none. */
  draft: (stroke: Stroke | null) => void
  /** The CSS colour of a document's colour. */
  css: (colour: Colour, tip: Tip) => string
  /** An element was made that a person goes on with, by writing in it if they can. */
  made: (id: string | null, write: boolean) => void
  /** Begins a text at a point of the view. */
  write: (at: Point) => void
}

/** The tools that make something or take it away. */
export class Drawing {
  readonly making: Making
  readonly #room: DrawingRoom
  stamp: Stamp = 'heart'
  /** How wide each tip draws. */
  readonly widths: Record<Tip, Width> = { pen: 'medium', highlighter: 'medium' }

  constructor(room: DrawingRoom) {
    this.#room = room
    this.making = new Making(room)
  }

  /** What a tool does from where a pointer went down; null if that is nothing. */
  begin(tool: Tool, from: Sample, colour: Colour): Gesture | null {
    const { made, write } = this.#room
    if (isForm(tool)) return this.#form(tool, from, colour)
    switch (tool) {
      case 'pen':
      case 'highlighter':
        return this.#pen(tool, from, colour)
      case 'eraser':
        return this.#eraser(from)
      case 'text':
        return tap(() => write(from))
      case 'note':
        return tap(() => made(this.making.note(from, colour), true))
      case 'stamp':
        return tap(() => void this.making.stamp(this.stamp, from, colour))
      case 'line':
      case 'arrow':
        return this.#line(from, tool === 'arrow', colour)
      case 'frame': {
        const outline = (to: Point) => [rectangle(from, to)]
        return this.#stretch(from, outline, (to) => made(this.making.frame(from, to), true))
      }
      case 'select':
      case 'hand':
      case 'lasso':
      case 'laser':
        return null
    }
  }

  /** Makes what a tool makes in the middle of the view; null where that needs a pointer. */
  place(tool: Tool, colour: Colour): string | null {
    const { making } = this
    const at = making.middle()
    if (isForm(tool)) return making.shape(tool, at, at, colour)
    switch (tool) {
      case 'note':
        return making.note(at, colour)
      case 'stamp':
        return making.stamp(this.stamp, at, colour)
      case 'line':
      case 'arrow':
        return making.line(at, at, tool === 'arrow', colour)
      case 'frame':
        return making.frame(at, at)
      case 'select':
      case 'hand':
      case 'lasso':
      case 'laser':
      case 'pen':
      case 'highlighter':
      case 'eraser':
      case 'text':
        return null
    }
  }

  #pen(tip: Tip, from: Sample, colour: Colour): Gesture {
    const { doc, history, viewpoint, author, css, draft } = this.#room
    const width = WIDTH_PX[tip][this.widths[tip]]
    const show = (points: StrokePoints | null) =>
      draft(points && draftOf(points, tip, width, viewpoint.camera, css(colour, tip)))
    return penGesture(from, show, (points) => {
      history.step()
      addLine(doc, { points, tip, width, colour, author }, viewpoint.camera, history.origin)
    })
  }

  #eraser(from: Sample): Gesture {
    const { doc, history, scene, viewpoint, author } = this.#room
    history.step()
    // Lines go whoever drew them; what people wrote or laid down, only if it is one's own.
    const isErasable = (element: Element) =>
      !element.locked && (element.kind === 'stroke' || element.author === author)
    return eraserGesture(
      from,
      (at, within) => {
        const { zoom } = viewpoint.camera
        return scene.hit(viewpoint.toWorld(at), within / zoom, isErasable)?.element.id ?? null
      },
      (id) => remove(doc, [id], history.origin),
      () => history.takeBack()
    )
  }

  #form(form: Form, from: Sample, colour: Colour): Gesture {
    const outline = (to: Point) => [figure(form, from, to)]
    return this.#stretch(from, outline, (to) => {
      this.#room.made(this.making.shape(form, from, to, colour), false)
    })
  }

  /** A line whose ends take hold of what they come near, unless Ctrl is held. */
  #line(from: Sample, arrow: boolean, colour: Colour): Gesture {
    const outline = (to: Point, exactly: boolean) => {
      const { ends, targets } = this.making.lineToBe(from, to, exactly)
      return [ends, ...targets.map((shown) => this.#outlineOf(shown))]
    }
    return this.#stretch(from, outline, (to, exactly) => {
      this.#room.made(this.making.line(from, to, arrow, colour, exactly), false)
    })
  }

  /** The edge of an element's own rectangle, in pixels of the view. */
  #outlineOf({ element, own }: Shown): Point[] {
    const points = corners(element.at, own).map((point) => this.#room.viewpoint.toScreen(point))
    return [...points, ...points.slice(0, 1)]
  }

  #stretch(
    from: Point,
    outline: (to: Point, exactly: boolean) => Point[][],
    finish: (to: Point, exactly: boolean) => void
  ): Gesture {
    let to = from
    let exactly = false
    return {
      move: (samples, { ctrlKey, metaKey }) => {
        to = samples.at(-1) ?? to
        exactly = ctrlKey || metaKey
        this.#room.sketch.show(outline(to, exactly))
      },
      end: () => {
        this.#room.sketch.show([])
        finish(to, exactly)
      },
      cancel: () => this.#room.sketch.show([]),
    }
  }
}

function tap(finish: () => void): Gesture {
  return { move() {}, cancel() {}, end: finish }
}

function rectangle(a: Point, b: Point): Point[] {
  return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }, a]
}

const ROUND = Array.from({ length: 49 }, (_, i) => (i / 24) * Math.PI)

function figure(form: Form, a: Point, b: Point): Point[] {
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2]
  const [top, foot] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
  switch (form) {
    case 'rectangle':
      return rectangle(a, b)
    case 'triangle':
      return [
        { x, y: top },
        { x: b.x, y: foot },
        { x: a.x, y: foot },
        { x, y: top },
      ]
    case 'diamond':
      return [
        { x, y: a.y },
        { x: b.x, y },
        { x, y: b.y },
        { x: a.x, y },
        { x, y: a.y },
      ]
    case 'ellipse':
      return ROUND.map((angle) => ({
        x: x + (Math.cos(angle) * (b.x - a.x)) / 2,
        y: y + (Math.sin(angle) * (b.y - a.y)) / 2,
      }))
  }
}
