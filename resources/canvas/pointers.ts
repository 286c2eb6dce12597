import type { Point } from '#canvas/bounds'

/** Where a pointer is, in pixels of the view. */
export interface Sample extends Point {
  /** From 0 to 1; null where the device does not tell. */
  pressure: number | null
  /** When, in milliseconds of any clock. */
  time: number
}

/** What goes on between a pointer's going down and up. */
export interface Gesture {
  /** @param samples all positions since the last call, the newest last */
  move(samples: readonly Sample[], event: PointerEvent): void
  end(): void
  /** Takes back what the gesture did, when a second finger shows that it was not meant. */
  cancel(): void
}

/** What pointers can ask for. */
export interface PointerActions {
  begin(sample: Sample, event: PointerEvent): Gesture | null
  pan(dx: number, dy: number): void
  zoom(at: Point, factor: number): void
  /** The pointer is there, or has left. */
  hover(at: Point | null): void
  /** A finger has rested there, or the other button was pressed. */
  hold(at: Point): void
}

/** For how long after its last sign a pen counts as near, so that a resting hand draws nothing. */
const PEN_NEAR_MS = 1_500
/** How long a finger rests until that means something, and how far it may tremble. */
const HOLD_MS = 500
const HOLD_PX = 8
/** How much a wheel's turn zooms. */
const WHEEL_STEP = 0.0022
const LINE_PX = 16

/**
 * Tells apart what pointers do on an element: one finger, pen or main button is a gesture; two
 * fingers, the middle button, or dragging with the space bar held move the view.
 */
export class Pointers {
  readonly #host: HTMLElement
  readonly #actions: PointerActions
  readonly #fingers = new Map<number, Point>()
  readonly #off = new AbortController()
  #gesture: { pointer: number; gesture: Gesture } | null = null
  #pinching = false
  #penAt = -Infinity
  #hold: { from: Point; timer: ReturnType<typeof setTimeout> } | null = null
  /** Whether dragging moves the view, whatever the tool. */
  panning = false

  constructor(host: HTMLElement, actions: PointerActions) {
    this.#host = host
    this.#actions = actions
    const { signal } = this.#off
    host.addEventListener('pointerdown', this.#down, { signal })
    host.addEventListener('pointermove', this.#move, { signal })
    host.addEventListener('pointerup', this.#up, { signal })
    host.addEventListener('pointercancel', this.#lost, { signal })
    host.addEventListener('pointerleave', () => actions.hover(null), { signal })
    host.addEventListener('contextmenu', this.#menu, { signal })
    host.addEventListener('wheel', this.#wheel, { signal, passive: false })
  }

  destroy() {
    this.cancel()
    this.#off.abort()
  }

  /** Ends the gesture that goes on, if any, where it is. */
  finish() {
    const current = this.#gesture
    this.#gesture = null
    current?.gesture.end()
  }

  /** Takes back the gesture that goes on, if any. Returns whether there was one. */
  cancel(): boolean {
    this.#letGo()
    const current = this.#gesture
    this.#gesture = null
    current?.gesture.cancel()
    return current !== null
  }

  #sample(event: PointerEvent): Sample {
    const box = this.#host.getBoundingClientRect()
    const known = event.pointerType === 'pen' && event.pressure > 0
    return {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      pressure: known ? event.pressure : null,
      time: event.timeStamp,
    }
  }

  readonly #down = (event: PointerEvent) => {
    const sample = this.#sample(event)
    // A pointer that has left before it could be captured has no capture to take.
    if (event.isTrusted) this.#host.setPointerCapture(event.pointerId)
    const isTouch = event.pointerType === 'touch'
    if (isTouch) this.#fingers.set(event.pointerId, sample)
    if (event.pointerType === 'pen') this.#takePen(event)
    if (this.#fingers.size > 1) {
      this.cancel()
      this.#pinching = true
      return
    }
    if (this.#gesture) return
    const isPalm = isTouch && event.timeStamp - this.#penAt < PEN_NEAR_MS
    const isPan = event.button === 1 || (event.button === 0 && (this.panning || isPalm))
    if (!isPan && event.button !== 0) return
    if (event.button === 1) event.preventDefault()
    const gesture = isPan ? this.panGesture(sample) : this.#actions.begin(sample, event)
    if (gesture) this.#gesture = { pointer: event.pointerId, gesture }
    if (isTouch && !isPan) this.#wait(sample)
  }

  /** A pen draws, whatever the hand that holds it does on the glass. */
  #takePen({ timeStamp }: PointerEvent) {
    this.#penAt = timeStamp
    if (this.#gesture && this.#fingers.has(this.#gesture.pointer)) this.cancel()
    this.#fingers.clear()
    this.#pinching = false
  }

  /** Waits whether a finger rests where it is. */
  #wait(from: Point) {
    this.#letGo()
    const timer = setTimeout(() => {
      this.cancel()
      this.#actions.hold(from)
    }, HOLD_MS)
    this.#hold = { from, timer }
  }

  #letGo() {
    if (this.#hold) clearTimeout(this.#hold.timer)
    this.#hold = null
  }

  readonly #menu = (event: MouseEvent) => {
    if (event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    const box = this.#host.getBoundingClientRect()
    // A finger that rests is heard of by itself.
    if (event instanceof PointerEvent && event.pointerType !== 'mouse') return
    this.#actions.hold({ x: event.clientX - box.left, y: event.clientY - box.top })
  }

  readonly #move = (event: PointerEvent) => {
    const sample = this.#sample(event)
    if (event.pointerType !== 'touch') this.#actions.hover(sample)
    if (event.pointerType === 'pen') this.#penAt = event.timeStamp
    const { from } = this.#hold ?? {}
    if (from && Math.hypot(sample.x - from.x, sample.y - from.y) > HOLD_PX) this.#letGo()
    if (this.#pinching && this.#fingers.has(event.pointerId)) {
      this.#pinch(event.pointerId, sample)
      return
    }
    if (this.#gesture?.pointer !== event.pointerId) return
    if (event.pointerType === 'touch') this.#actions.hover(sample)
    const events = event.getCoalescedEvents()
    const samples = events.length > 0 ? events.map((each) => this.#sample(each)) : [sample]
    this.#gesture.gesture.move(samples, event)
  }

  readonly #up = (event: PointerEvent) => {
    this.#release(event)
    if (this.#gesture?.pointer !== event.pointerId) return
    const { gesture } = this.#gesture
    this.#gesture = null
    gesture.end()
  }

  readonly #lost = (event: PointerEvent) => {
    this.#release(event)
    if (this.#gesture?.pointer === event.pointerId) this.cancel()
  }

  #release(event: PointerEvent) {
    this.#letGo()
    if (event.pointerType === 'pen') this.#penAt = event.timeStamp
    this.#fingers.delete(event.pointerId)
    if (this.#fingers.size === 0) this.#pinching = false
    if (event.pointerType === 'touch') this.#actions.hover(null)
  }

  #pinch(pointer: number, sample: Sample) {
    const [a, b] = this.#fingers.values()
    this.#fingers.set(pointer, sample)
    const [c, d] = this.#fingers.values()
    if (!a || !b || !c || !d) return
    const [before, after] = [middle(a, b), middle(c, d)]
    this.#actions.pan(after.x - before.x, after.y - before.y)
    const distance = Math.hypot(a.x - b.x, a.y - b.y)
    if (distance > 0) this.#actions.zoom(after, Math.hypot(c.x - d.x, c.y - d.y) / distance)
  }

  /** A gesture that moves the view. */
  panGesture(from: Point): Gesture {
    let last = from
    return {
      move: (samples) => {
        const sample = samples.at(-1) ?? last
        this.#actions.pan(sample.x - last.x, sample.y - last.y)
        last = sample
      },
      end: () => {},
      cancel: () => {},
    }
  }

  readonly #wheel = (event: WheelEvent) => {
    event.preventDefault()
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit]
    if (event.ctrlKey || event.metaKey) {
      const box = this.#host.getBoundingClientRect()
      const at = { x: event.clientX - box.left, y: event.clientY - box.top }
      // A pinch on a touchpad arrives as a wheel with Ctrl and small steps.
      this.#actions.zoom(at, Math.exp(-dy * WHEEL_STEP * (Math.abs(dy) < 40 ? 4 : 1)))
    } else if (event.shiftKey && dx === 0) this.#actions.pan(-dy, 0)
    else this.#actions.pan(-dx, -dy)
  }
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
