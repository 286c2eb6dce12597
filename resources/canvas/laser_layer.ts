import type { Point } from '#canvas/bounds'
import { toScreen, type Camera, type Size } from './camera'

/** How long light stays where somebody pointed. */
const FADE_MS = 1_200
const WIDTH_PX = 5
/** Most points that are remembered of one trail. */
const MOST_POINTS = 200

interface Trail {
  colour: string
  /** In canvas units, the newest last. */
  points: { at: Point; time: number }[]
}

/** Shows where people point with light, on a plain canvas that is empty when nobody does. */
export class LaserLayer {
  readonly #canvas = document.createElement('canvas')
  readonly #trails = new Map<number, Trail>()
  #isBlank = true

  constructor(host: HTMLElement) {
    this.#canvas.className = 'canvas-laser'
    this.#canvas.setAttribute('aria-hidden', 'true')
    this.#canvas.hidden = true
    host.append(this.#canvas)
  }

  destroy() {
    this.#canvas.remove()
  }

  resize({ width, height }: Size) {
    this.#canvas.width = width * devicePixelRatio
    this.#canvas.height = height * devicePixelRatio
    this.#canvas.style.width = `${width}px`
    this.#canvas.style.height = `${height}px`
    this.#isBlank = true
  }

  /**
   * Somebody points there.
   * @param client the Yjs client that does
   * @param at in canvas units
   * @param colour a CSS colour
   */
  point(client: number, at: Point, colour: string, time: number) {
    const trail = this.#trails.get(client) ?? { colour, points: [] }
    trail.points.push({ at: { ...at }, time })
    if (trail.points.length > MOST_POINTS) trail.points.shift()
    this.#trails.set(client, trail)
  }

  /**
   * Draws the trails as they are now.
   * @param calm shows a point alone, without a trail that fades
   * @returns whether something is still fading
   */
  frame(camera: Camera, now: number, calm: boolean): boolean {
    if (this.#trails.size === 0 && this.#isBlank) return false
    const context = this.#canvas.getContext('2d')
    if (!context) return false
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    this.#isBlank = true
    for (const [client, trail] of this.#trails) {
      trail.points = trail.points.filter(({ time }) => now - time < FADE_MS)
      if (trail.points.length === 0) this.#trails.delete(client)
      else
        this.#draw(context, camera, calm ? trail.points.slice(-1) : trail.points, now, trail.colour)
    }
    this.#canvas.hidden = this.#isBlank
    return this.#trails.size > 0
  }

  #draw(
    context: CanvasRenderingContext2D,
    camera: Camera,
    points: Trail['points'],
    now: number,
    colour: string
  ) {
    this.#isBlank = false
    context.strokeStyle = context.fillStyle = colour
    context.lineCap = 'round'
    let before: Point | null = null
    for (const { at, time } of points) {
      const to = toScreen(camera, at)
      context.globalAlpha = Math.max(0, 1 - (now - time) / FADE_MS)
      context.lineWidth = WIDTH_PX * context.globalAlpha
      if (before) {
        context.beginPath()
        context.moveTo(before.x, before.y)
        context.lineTo(to.x, to.y)
        context.stroke()
      }
      before = to
    }
    if (!before) return
    context.beginPath()
    context.arc(before.x, before.y, WIDTH_PX, 0, 2 * Math.PI)
    context.fill()
    context.globalAlpha = 1
  }
}
