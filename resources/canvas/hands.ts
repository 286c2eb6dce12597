import type * as Y from 'yjs'
import type { Point } from '#canvas/bounds'
import type { Placement } from '#canvas/element'
import { allowedFactor, Arrangement, grown, shifted, turned } from './arrangement'
import type { History } from './history'
import type { Gesture, Sample } from './pointers'
import type { Scene } from './scene'
import type { Handle } from './selection_box'
import type { Selection } from './selection'
import type { Viewpoint } from './viewpoint'

const TAP_PX = 5
const HIT_PX = 8
const DOUBLE_MS = 400
const SNAP_DEGREES = 15

/** What hands work on. */
export interface HandsRoom {
  doc: Y.Doc
  scene: Scene
  history: History
  viewpoint: Viewpoint
  selection: Selection
  /** A gesture that moves the view. */
  panGesture(from: Point): Gesture
  isReadOnly(): boolean
  /** An element was tapped twice. */
  open(id: string): void
}

/** Selects, moves, resizes and turns what a pointer takes hold of. */
export class Hands {
  readonly #room: HandsRoom
  #held: Arrangement | null = null
  #lastTap: { id: string | null; at: number } = { id: null, at: -Infinity }

  constructor(room: HandsRoom) {
    this.#room = room
  }

  /** Where the elements that are held were at first, by id; null when none is. */
  get held(): ReadonlyMap<string, Placement> | null {
    return this.#held?.start ?? null
  }

  /** Selecting by a tap, moving by a drag; a drag beside all elements moves the view. */
  pick(from: Sample, event: PointerEvent): Gesture {
    const { viewpoint, scene, selection } = this.#room
    const tolerance = HIT_PX / viewpoint.camera.zoom
    const id = scene.hit(viewpoint.toWorld(from), tolerance)?.element.id ?? null
    const isDouble =
      id !== null && this.#lastTap.id === id && event.timeStamp - this.#lastTap.at < DOUBLE_MS
    this.#lastTap = { id, at: event.timeStamp }
    const pan = this.#room.panGesture(from)
    const { shiftKey } = event
    let dragged = false
    return {
      move: (samples, moved) => {
        const to = samples.at(-1) ?? from
        dragged ||= Math.hypot(to.x - from.x, to.y - from.y) > TAP_PX
        if (!dragged) return
        if (id === null || this.#room.isReadOnly()) return pan.move(samples, moved)
        this.#hold(id, shiftKey)
        const { zoom } = viewpoint.camera
        this.#held?.change((at) => shifted(at, (to.x - from.x) / zoom, (to.y - from.y) / zoom))
      },
      end: () => {
        if (dragged) this.#letGo()
        else if (isDouble) this.#room.open(id)
        else selection.tap(id, shiftKey)
      },
      cancel: () => this.#letGo(true),
    }
  }

  /** Resizing or turning what is selected by a handle. */
  transform(handle: Handle, from: Sample): Gesture | null {
    const { viewpoint, selection } = this.#room
    const frame = selection.frame()
    if (!frame) return null
    const held = this.#arrangement()
    this.#held = held
    const middle = viewpoint.toScreen(frame.middle)
    const angle = ({ x, y }: Point) => (Math.atan2(y - middle.y, x - middle.x) * 180) / Math.PI
    const distance = ({ x, y }: Point) => Math.hypot(x - middle.x, y - middle.y)
    return {
      move: (samples, event) => {
        const to = samples.at(-1) ?? from
        if (handle === 'resize') {
          const factor = distance(to) / Math.max(1, distance(from))
          const allowed = allowedFactor(held.start.values(), factor)
          held.change((at) => grown(at, frame.middle, allowed))
        } else {
          const exact = angle(to) - angle(from)
          const total = frame.rotation + exact
          const snapped = Math.round(total / SNAP_DEGREES) * SNAP_DEGREES
          const isNear = event.shiftKey || Math.abs(total - Math.round(total / 90) * 90) < 3
          const degrees = isNear ? snapped - frame.rotation : exact
          held.change((at) => turned(at, frame.middle, degrees))
        }
      },
      end: () => this.#letGo(),
      cancel: () => this.#letGo(true),
    }
  }

  #hold(id: string, add: boolean) {
    const { selection } = this.#room
    if (this.#held) return
    if (!selection.has(id)) selection.set(add ? [...selection.ids, id] : [id])
    this.#held = this.#arrangement()
  }

  #arrangement(): Arrangement {
    const { doc, scene, history, selection } = this.#room
    return new Arrangement(doc, scene, history, selection.ids)
  }

  #letGo(back = false) {
    if (back) this.#held?.cancel()
    else this.#held?.end()
    this.#held = null
  }
}
