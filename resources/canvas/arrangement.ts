import type * as Y from 'yjs'
import type { Point } from '#canvas/bounds'
import { move } from '#canvas/document'
import { MAX_SCALE, MIN_SCALE, type Placement } from '#canvas/element'
import type { History } from './history'
import type { Scene } from './scene'

/** Least time between two writes while one element is being moved. */
const WRITE_MS = 33
const MOST_WRITE_MS = 150

/** A placement shifted by so many canvas units. */
export function shifted([x, y, rotation, scale]: Placement, dx: number, dy: number): Placement {
  return [x + dx, y + dy, rotation, scale]
}

/** A placement turned around a point by so many degrees clockwise. */
export function turned(at: Placement, around: Point, degrees: number): Placement {
  const [x, y, rotation, scale] = at
  const angle = (degrees * Math.PI) / 180
  const [dx, dy] = [x - around.x, y - around.y]
  return [
    around.x + dx * Math.cos(angle) - dy * Math.sin(angle),
    around.y + dx * Math.sin(angle) + dy * Math.cos(angle),
    rotation + degrees,
    scale,
  ]
}

/** A placement grown away from a point by a factor. */
export function grown([x, y, rotation, scale]: Placement, from: Point, factor: number): Placement {
  return [from.x + (x - from.x) * factor, from.y + (y - from.y) * factor, rotation, scale * factor]
}

/** The factor nearest to the wished one at which every placement keeps a scale that is allowed. */
export function allowedFactor(placements: Iterable<Placement>, wished: number): number {
  let factor = wished
  for (const [, , , scale] of placements) {
    factor = Math.min(MAX_SCALE / scale, Math.max(MIN_SCALE / scale, factor))
  }
  return factor
}

/** One change of where elements lie, from taking hold of them to letting go: one step to undo. */
export class Arrangement {
  /** Where each element lay at the start, by id. */
  readonly start: ReadonlyMap<string, Placement>
  readonly #doc: Y.Doc
  readonly #scene: Scene
  readonly #history: History
  readonly #interval: number
  #next = new Map<string, Placement>()
  #writtenAt = -Infinity
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(doc: Y.Doc, scene: Scene, history: History, ids: Iterable<string>) {
    const start = new Map<string, Placement>()
    for (const id of ids) {
      const shown = scene.get(id)
      if (shown) start.set(id, shown.element.at)
    }
    this.start = start
    this.#doc = doc
    this.#scene = scene
    this.#history = history
    // Moves of several elements in turn take five times the room of moves of one in a row.
    this.#interval = Math.min(MOST_WRITE_MS, WRITE_MS * Math.max(1, start.size))
    history.step()
  }

  /** Shows every element at its changed place at once and writes it soon. */
  change(change: (at: Placement, id: string) => Placement) {
    for (const [id, at] of this.start) {
      const next = change(at, id)
      this.#next.set(id, next)
      this.#scene.preview(id, next)
    }
    if (this.#timer) return
    const wait = this.#writtenAt + this.#interval - performance.now()
    if (wait <= 0) this.#write()
    else this.#timer = setTimeout(this.#write, wait)
  }

  /** Lets go. */
  end() {
    this.#write()
    for (const id of this.start.keys()) this.#scene.settle(id)
  }

  /** Puts everything back. */
  cancel() {
    this.#next = new Map(this.start)
    this.end()
  }

  readonly #write = () => {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#writtenAt = performance.now()
    this.#doc.transact(() => {
      for (const [id, at] of this.#next) move(this.#doc, id, at)
    }, this.#history.origin)
    this.#next.clear()
  }
}
