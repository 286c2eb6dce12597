import RBush from 'rbush'
import type * as Y from 'yjs'
import { bounds, ownBox, type Box, type Point } from '#canvas/bounds'
import { elementsOf, MAX_ELEMENTS, readElement, readElements } from '#canvas/document'
import { byOrder, type Element, type LineElement, type Placement } from '#canvas/element'
import { resolvedEnds } from '#canvas/lines'
import { distanceFrom } from '#canvas/nearness'
import { layOut } from '#canvas/text_layout'
import { isHit } from './hit'

/** An element with what is needed to find and draw it. */
export interface Shown extends Box {
  /** A line's ends are those that are seen, attached or not. */
  element: Element
  /** Its own rectangle, before rotation and scale. */
  own: Box
}

/** Most lines that follow at once; of more, the rest is drawn anew when it changes itself. */
const MOST_FOLLOWING = 1_000

/** What happened to an element: `moved` is a new placement, or other ends of a line, alone. */
export interface Change {
  id: string
  what: 'added' | 'moved' | 'changed' | 'removed'
}

/** The elements of a document as they are shown, kept up to date, with an index of where they lie. */
export class Scene {
  readonly #doc: Y.Doc
  readonly #measure: (text: string) => number
  readonly #shown = new Map<string, Shown>()
  readonly #index = new RBush<Shown>()
  /** The lines that are attached to an element, by its id. */
  readonly #attached = new Map<string, Set<string>>()
  readonly #listeners = new Set<(changes: readonly Change[]) => void>()

  /** @param measure the width of a piece of text in canvas units */
  constructor(doc: Y.Doc, measure: (text: string) => number) {
    this.#doc = doc
    this.#measure = measure
    const elements = readElements(doc)
    for (const element of elements) this.#show(element)
    // A line may come before what it is attached to.
    for (const element of elements) if (element.kind === 'line') this.#show(element)
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

  /** The ids of all that is in a group with one of these. */
  inGroupsOf(ids: Iterable<string>): string[] {
    const groups = new Set([...ids].map((id) => this.#shown.get(id)?.element.group ?? null))
    groups.delete(null)
    if (groups.size === 0) return []
    const shown = [...this.#shown.values()].filter(({ element }) => groups.has(element.group))
    return shown.map(({ element }) => element.id)
  }

  /** What touches the box, in drawing order. */
  search(box: Box): Shown[] {
    return this.#index.search(box).sort((a, b) => byOrder(a.element, b.element))
  }

  /** The topmost element under a point, within so many canvas units for thin lines. */
  hit(
    point: Point,
    tolerance: number,
    counts: (element: Element) => boolean = () => true
  ): Shown | null {
    return (
      this.#around(point, tolerance).findLast(
        ({ element, own }) => counts(element) && isHit(element, own, point, tolerance)
      ) ?? null
    )
  }

  /** The element that is nearest to a point, within so many canvas units; of several the topmost. */
  nearest(point: Point, within: number, counts: (element: Element) => boolean): Shown | null {
    let [nearest, least]: [Shown | null, number] = [null, within]
    for (const shown of this.#around(point, within)) {
      const distance = counts(shown.element) ? distanceFrom(shown.element, shown.own, point) : NaN
      if (distance <= least) [nearest, least] = [shown, distance]
    }
    return nearest
  }

  #around({ x, y }: Point, reach: number): Shown[] {
    return this.search({ minX: x - reach, minY: y - reach, maxX: x + reach, maxY: y + reach })
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
    const elements = [...this.#shown.values()].map(({ element }) => element)
    // One by one, thousands of elements that lie on each other take long to take out.
    this.#shown.clear()
    this.#index.clear()
    for (const element of elements) this.#show(element)
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
    if (changes.length === 0) return
    const told = [...changes, ...this.#follow(changes)]
    this.#listeners.forEach((listener) => listener(told))
  }

  /** Draws the lines that are attached to what changed to where it is now. */
  #follow(changes: readonly Change[]): Change[] {
    const known = new Set(changes.map(({ id }) => id))
    const following = new Set(changes.flatMap(({ id }) => [...(this.#attached.get(id) ?? [])]))
    return [...following].slice(0, MOST_FOLLOWING).flatMap((id) => {
      const line = this.#shown.get(id)
      if (line) this.#show(line.element)
      return line && !known.has(id) ? [{ id, what: 'moved' as const }] : []
    })
  }

  #attach({ id, from, to }: LineElement) {
    for (const end of [from, to]) {
      if (end === null) continue
      const lines = this.#attached.get(end) ?? new Set()
      this.#attached.set(end, lines.add(id))
    }
  }

  #detach({ id, from, to }: LineElement) {
    for (const end of [from, to]) {
      if (end === null) continue
      const lines = this.#attached.get(end)
      lines?.delete(id)
      if (lines?.size === 0) this.#attached.delete(end)
    }
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
    if (shown.element.kind === 'line') this.#detach(shown.element)
  }

  #show(read: Element) {
    const before = this.#shown.get(read.id)
    if (!before && this.#shown.size >= MAX_ELEMENTS) return
    this.#forget(read.id)
    const find = (id: string) => this.#shown.get(id) ?? null
    const element = read.kind === 'line' ? { ...read, ends: resolvedEnds(read, find) } : read
    if (element.kind === 'line') this.#attach(element)
    const own = before && isSameBox(before.element, element) ? before.own : this.#measured(element)
    const shown = { element, own, ...bounds(element, own) }
    this.#shown.set(element.id, shown)
    this.#index.insert(shown)
  }

  #measured(element: Element): Box {
    if (element.kind !== 'text') return ownBox(element)
    const lines = layOut(element.text, element.width, this.#measure)
    return ownBox(element, Math.max(1, lines.length))
  }
}

/** Whether two states of an element have one rectangle of their own, which is dear to measure. */
function isSameBox(before: Element, after: Element): boolean {
  if (before.kind === 'stroke' && after.kind === 'stroke') return before.points === after.points
  if (before.kind !== 'text' || after.kind !== 'text') return false
  return before.text === after.text && before.width === after.width
}
