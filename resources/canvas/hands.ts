import type * as Y from 'yjs'
import { union, type Box, type Point } from '#canvas/bounds'
import { snapped } from '#canvas/snapping'
import type { Placement } from '#canvas/element'
import { allowedFactor, Arrangement, grown, shifted, turned } from './arrangement'
import { marqueeGesture } from './drawn_around'
import type { History } from './history'
import type { Gesture, Sample } from './pointers'
import { movable } from './movable'
import type { Scene } from './scene'
import type { Handle } from './selection_box'
import type { Selection } from './selection'
import type { Sketch } from './sketch'
import type { Viewpoint } from './viewpoint'

const TAP_PX = 5
const HIT_PX = 8
const DOUBLE_MS = 400
const DOUBLE_PX = 24
const SNAP_DEGREES = 15
/** Within how many pixels what is moved comes in line with what lies still. */
const SNAP_PX = 6
/** With more than so many things in view nothing comes in line: too many lines help nobody. */
const MOST_SNAPS = 300

/** What was touched last, when, and where in the view. */
interface LastTap extends Point {
  id: string | null
  at: number
}

/** What hands work on. */
export interface HandsRoom {
  doc: Y.Doc
  scene: Scene
  history: History
  viewpoint: Viewpoint
  selection: Selection
  sketch: Sketch
  /** A gesture that moves the view. */
  panGesture: (from: Point) => Gesture
  isReadOnly: () => boolean
  /** An element was tapped twice. */
  open: (id: string) => void
  /** What is empty was clicked twice. */
  write: (at: Point) => void
  /** A rectangle was drawn in which nothing lies. */
  missed: () => void
}

/** Selects, moves, resizes and turns what a pointer takes hold of. */
export class Hands {
  readonly #room: HandsRoom
  #held: Arrangement | null = null
  #snaps: { box: Box | null; others: readonly Box[] } = { box: null, others: [] }
  #lastTap: LastTap = { id: null, at: -Infinity, x: 0, y: 0 }

  constructor(room: HandsRoom) {
    this.#room = room
  }

  /** Where the elements that are held were at first, by id; null when none is. */
  get held(): ReadonlyMap<string, Placement> | null {
    return this.#held?.start ?? null
  }

  /** The id of what lies at a point of the view. */
  at(point: Point): string | null {
    const { viewpoint, scene } = this.#room
    const tolerance = HIT_PX / viewpoint.camera.zoom
    return scene.hit(viewpoint.toWorld(point), tolerance)?.element.id ?? null
  }

  /**
   * Selecting by a tap, moving by a drag. A drag beside all that can be moved draws a rectangle
   * around what it selects; with a finger, or where nothing may be changed, it moves the view.
   */
  pick(from: Sample, event: PointerEvent): Gesture {
    const { viewpoint, scene, selection } = this.#room
    const hit = scene.get(this.at(from) ?? '')?.element
    const id = hit?.id ?? null
    const last = this.#lastTap
    const isDouble =
      last.id === id &&
      event.timeStamp - last.at < DOUBLE_MS &&
      Math.hypot(from.x - last.x, from.y - last.y) < DOUBLE_PX
    // Fingers tap beside things to let go of them, and want no keyboard for it.
    const writes = isDouble && id === null && event.pointerType !== 'touch'
    this.#lastTap = { id, at: event.timeStamp, x: from.x, y: from.y }
    const { shiftKey } = event
    const beside = this.#beside(from, event)
    let dragged = false
    return {
      move: (samples, moved) => {
        const to = samples.at(-1) ?? from
        dragged ||= Math.hypot(to.x - from.x, to.y - from.y) > TAP_PX
        if (!dragged) return
        if (!hit || hit.locked || this.#room.isReadOnly()) return beside.move(samples, moved)
        this.#hold(hit.id, shiftKey)
        const { zoom } = viewpoint.camera
        const way = { x: (to.x - from.x) / zoom, y: (to.y - from.y) / zoom }
        // The key that everywhere means “exactly here”.
        const { x, y } = moved.ctrlKey || moved.metaKey ? way : this.#inLine(way)
        this.#held?.change((at) => shifted(at, x, y))
      },
      end: () => {
        if (dragged) {
          this.#lastTap.at = -Infinity
          if (this.#held) this.#letGo()
          else beside.end()
        } else if (writes) this.#room.write(from)
        else if (isDouble && id !== null) this.#room.open(id)
        else selection.tap(id, shiftKey)
      },
      cancel: () => {
        if (dragged && !this.#held) beside.cancel()
        this.#letGo(true)
      },
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

  /** What a drag does that took hold of nothing. */
  #beside(from: Sample, { pointerType, shiftKey }: PointerEvent): Gesture {
    const { isReadOnly, panGesture, missed } = this.#room
    if (pointerType === 'touch' || isReadOnly()) return panGesture(from)
    return marqueeGesture(this.#room, from, shiftKey, (found) => {
      if (!found) missed()
    })
  }

  #hold(id: string, add: boolean) {
    const { selection } = this.#room
    if (this.#held) return
    if (!selection.has(id)) selection.set(add ? [...selection.ids, id] : [id])
    this.#held = this.#arrangement()
    this.#lookAround(this.#held.start)
  }

  #arrangement(): Arrangement {
    const { doc, scene, history, selection } = this.#room
    return new Arrangement(doc, scene, history, movable(scene, selection.ids))
  }

  /** Notes what there is in view that what is held can come in line with. */
  #lookAround(held: ReadonlyMap<string, Placement>) {
    const { scene, viewpoint } = this.#room
    const shown = [...held.keys()].map((id) => scene.get(id)).filter((each) => each !== undefined)
    const others = scene
      .search(viewpoint.visible(0))
      .filter(({ element: { id, kind } }) => !held.has(id) && kind !== 'stroke' && kind !== 'line')
    this.#snaps = { box: union(shown), others: others.length > MOST_SNAPS ? [] : others }
  }

  /** A way that brings what is held in line with something near, which is shown. */
  #inLine(way: Point): Point {
    const { sketch, viewpoint } = this.#room
    const { box, others } = this.#snaps
    if (!box) return way
    const moved = {
      minX: box.minX + way.x,
      maxX: box.maxX + way.x,
      minY: box.minY + way.y,
      maxY: box.maxY + way.y,
    }
    const { x, y, guides } = snapped(moved, others, SNAP_PX / viewpoint.camera.zoom)
    sketch.show(guides.map((guide) => guide.map((point) => viewpoint.toScreen(point))))
    return { x: way.x + x, y: way.y + y }
  }

  #letGo(back = false) {
    this.#room.sketch.show([])
    if (back) this.#held?.cancel()
    else this.#held?.end()
    this.#held = null
  }
}
