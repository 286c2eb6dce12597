import RBush from 'rbush'
import type * as Y from 'yjs'
import { bounds, ownBox, toOwn, type Box, type Point } from '#canvas/bounds'
import {
  byOrder,
  elementsOf,
  MAX_ELEMENTS,
  readElement,
  readElements,
  type Element,
  type Placement,
} from '#canvas/document'
import { distanceTo } from './stroke_shape'
import type { Line } from './text_layout'

/** An element with what is needed to find and draw it. */
export interface Shown extends Box {
  element: Element
  /** Its own rectangle, before rotation and scale. */
  own: Box
  /** The lines of a text, none for other kinds. */
  lines: Line[]
}

/** What happened to an element: `moved` is a new placement and nothing else. */
export interface Change {
  id: string
  what: 'added' | 'moved' | 'changed' | 'removed'
}

/** The elements of a document as they are shown, kept up to date, with an index of where they lie. */
export class Scene {
  readonly #doc: Y.Doc
  readonly #layOut: (text: string, width: number) => Line[]
  readonly #shown = new Map<string, Shown>()
  readonly #index = new RBush<Shown>()
  readonly #listeners = new Set<(changes: readonly Change[]) => void>()

  /** @param layOut breaks a text into lines at a width in canvas units */
  constructor(doc: Y.Doc, layOut: (text: string, width: number) => Line[]) {
    this.#doc = doc
    this.#layOut = layOut
    for (const element of readElements(doc)) this.#show(element)
    elementsOf(doc).observeDeep(this.#observe)
  }

  destroy() {
    elementsOf(this.#doc).unobserveDeep(this.#observe)
    this.#listeners.clear()
  }

  /** Tells of every change, until the returned function is called. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get size(): number {
    return this.#shown.size
  }

  get(id: string): Shown | undefined {
    return this.#shown.get(id)
  }

  /** Everything, in drawing order. */
  all(): Shown[] {
    return [...this.#shown.values()].sort((a, b) => byOrder(a.element, b.element))
  }

  /** What touches the box, in drawing order. */
  search(box: Box): Shown[] {
    return this.#index.search(box).sort((a, b) => byOrder(a.element, b.element))
  }

  /** The topmost element under a point, within so many canvas units for thin lines. */
  hit(point: Point, tolerance: number): Shown | null {
    const { x, y } = point
    const near = this.search({
      minX: x - tolerance,
      minY: y - tolerance,
      maxX: x + tolerance,
      maxY: y + tolerance,
    })
    return near.findLast((shown) => isHit(shown, point, tolerance)) ?? null
  }

  /** Shows an element elsewhere without writing it, until it is written or `settle` is called. */
  preview(id: string, at: Placement) {
    const shown = this.#shown.get(id)
    if (!shown) return
    this.#show({ ...shown.element, at })
    this.#tell([{ id, what: 'moved' }])
  }

  /** Shows an element where the document has it. */
  settle(id: string) {
    this.#read(id)
    this.#tell([{ id, what: this.#shown.has(id) ? 'moved' : 'removed' }])
  }

  /** Breaks all texts into lines again, for another font. */
  relayout() {
    for (const { element } of [...this.#shown.values()]) this.#show(element)
  }

  readonly #observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    const changes = new Map<string, Change['what']>()
    for (const event of events) {
      const id = event.path[0]
      if (id === undefined) event.changes.keys.forEach((_, key) => changes.set(key, 'changed'))
      else if (!changes.has(String(id))) {
        const onlyMoved = event.keys.size === 1 && event.keys.has('at')
        changes.set(String(id), onlyMoved && event.path.length === 1 ? 'moved' : 'changed')
      } else changes.set(String(id), 'changed')
    }
    const told: Change[] = []
    for (const [id, what] of changes) {
      const before = this.#shown.has(id)
      this.#read(id)
      const after = this.#shown.has(id)
      if (before || after) {
        told.push({ id, what: !after ? 'removed' : !before ? 'added' : what })
      }
    }
    this.#tell(told)
  }

  #tell(changes: readonly Change[]) {
    if (changes.length > 0) this.#listeners.forEach((listener) => listener(changes))
  }

  #read(id: string) {
    const element = readElement(this.#doc, id)
    if (element) this.#show(element)
    else this.#forget(id)
  }

  #forget(id: string) {
    const shown = this.#shown.get(id)
    if (!shown) return
    this.#index.remove(shown)
    this.#shown.delete(id)
  }

  #show(element: Element) {
    const before = this.#shown.get(element.id)
    if (!before && this.#shown.size >= MAX_ELEMENTS) return
    this.#forget(element.id)
    const lines = element.kind === 'text' ? this.#layOut(element.text, element.width) : []
    const same =
      before?.element.kind === 'stroke' &&
      element.kind === 'stroke' &&
      before.element.points === element.points
    const own = same ? before.own : ownBox(element, Math.max(1, lines.length))
    const shown = { element, own, lines, ...bounds(element, own) }
    this.#shown.set(element.id, shown)
    this.#index.insert(shown)
  }
}

function isHit({ element, own }: Shown, point: Point, tolerance: number): boolean {
  const { x, y } = toOwn(element.at, point)
  const slack = tolerance / element.at[3]
  if (element.kind === 'stroke') {
    return distanceTo(element.points, x, y) <= element.width / 2 + slack
  }
  return x >= own.minX && x <= own.maxX && y >= own.minY && y <= own.maxY
}
