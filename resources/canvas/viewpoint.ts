import type { Box, Point } from '#canvas/bounds'
import type { Sight } from '#canvas/cursor_state'
import {
  fittedBetweenBars,
  pannedBy,
  revealing,
  steppedAside,
  toScreen,
  toWorld,
  visibleBox,
  zoomedAt,
  type Camera,
  type Size,
} from './camera'

/** From where the canvas is looked at, and through how large a view. */
export class Viewpoint {
  readonly #changed: (zoomed: boolean, own: boolean) => void
  #camera: Camera = { x: 0, y: 0, zoom: 1 }
  #size: Size = { width: 1, height: 1 }
  #untouched = true
  /** Where the view stood before it stepped aside for a keyboard. */
  #home: Camera | null = null
  /** How high the view was before a keyboard made it lower. */
  #fullHeight: number | null = null

  /**
   * @param changed called after each move, with whether it was a zoom too and whether the person
   *   moved it themselves
   */
  constructor(changed: (zoomed: boolean, own: boolean) => void) {
    this.#changed = changed
  }

  get camera(): Camera {
    return this.#camera
  }

  get size(): Size {
    return this.#size
  }

  /** From pixels in the view to canvas units. */
  toWorld(point: Point): Point {
    return toWorld(this.#camera, point)
  }

  /** What lies in the middle of the view, in canvas units. */
  get middle(): Point {
    return this.toWorld({ x: this.#size.width / 2, y: this.#size.height / 2 })
  }

  /** From canvas units to pixels in the view. */
  toScreen(point: Point): Point {
    return toScreen(this.#camera, point)
  }

  /** What is in view. */
  get sight(): Sight {
    const { x, y, zoom } = this.#camera
    return { x, y, width: this.#size.width / zoom, height: this.#size.height / zoom }
  }

  /** The part of the canvas in view, with so many pixels around it. */
  visible(margin: number): Box {
    return visibleBox(this.#camera, this.#size, margin)
  }

  panBy(dx: number, dy: number) {
    this.#look(pannedBy(this.#camera, dx, dy))
  }

  /** Has a point of the canvas in the middle of the view. */
  centre({ x, y }: Point) {
    const { width, height } = this.sight
    this.#look({ ...this.#camera, x: x - width / 2, y: y - height / 2 })
  }

  /** Zooms around a point of the view, its middle when absent. */
  zoomBy(factor: number, at: Point = { x: this.#size.width / 2, y: this.#size.height / 2 }) {
    this.#look(zoomedAt(this.#camera, at, factor))
  }

  /** Shows all of a box, or the middle of an empty canvas. */
  fit(all: Box | null) {
    this.#fit(all, true)
  }

  /** Looks from there because somebody else does; the person has not moved anything. */
  lead(camera: Camera) {
    this.#look(camera, false)
  }

  /** From now on a welcome moves nothing: the person has begun something where they look. */
  settle() {
    this.#untouched = false
  }

  /** Shows all of a box, unless the person has moved the view or begun something in it. */
  welcome(all: Box | null) {
    if (!this.#untouched) return
    this.#fit(all, false)
    this.#untouched = true
  }

  /** Moves just far enough to show a box. */
  reveal(box: Box) {
    this.#look(revealing(this.#camera, box, this.#size))
  }

  /**
   * Takes another size. What was in the middle stays in the middle when a phone is turned; while
   * somebody writes it is a keyboard that comes and goes, and the canvas stays where it is.
   */
  resize(size: Size, isWriting: boolean) {
    const { width, height } = this.#size
    const isKeyboard = size.width === width && (isWriting || this.#fullHeight !== null)
    if (isKeyboard) {
      if (size.height < height) this.#fullHeight ??= height
      const isWhole = this.#fullHeight !== null && size.height >= this.#fullHeight
      if (isWhole) this.#fullHeight = null
    } else {
      const middle = this.toWorld({ x: width / 2, y: height / 2 })
      const { zoom } = this.#camera
      const [x, y] = [middle.x - size.width / 2 / zoom, middle.y - size.height / 2 / zoom]
      this.#camera = { x, y, zoom }
    }
    this.#size = size
    if (!isWriting) this.stepBack()
  }

  /** Moves up or down just far enough that a box is not covered, and no further than needed. */
  stepAside(box: Box, covered: number) {
    const home = this.#home ?? this.#camera
    const room = { width: this.#size.width, height: this.#size.height - covered }
    const aside = steppedAside(home, box, room)
    if (aside.y === this.#camera.y) return
    this.#camera = aside
    this.#home = aside.y === home.y ? null : home
    this.#changed(false, false)
  }

  /** Once no keyboard is there, goes back to where it stood, unless it was moved since. */
  stepBack() {
    if (!this.#home || this.#fullHeight !== null) return
    this.#camera = this.#home
    this.#home = null
    this.#changed(false, false)
  }

  /** Stays where it is: what made it step aside was no keyboard. */
  stay() {
    if (this.#fullHeight === null) this.#home = null
  }

  #fit(all: Box | null, own: boolean) {
    const { width, height } = this.#size
    const empty = { x: -width / 2, y: -height / 2, zoom: 1 }
    this.#look(all ? fittedBetweenBars(all, this.#size) : empty, own)
  }

  #look(camera: Camera, own = true) {
    const zoomed = camera.zoom !== this.#camera.zoom
    this.#camera = camera
    this.#untouched = false
    this.#home = null
    this.#changed(zoomed, own)
  }
}
