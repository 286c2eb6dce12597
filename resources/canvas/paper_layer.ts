import paper from 'paper/dist/paper-core'
import { byOrder } from '#canvas/element'
import type { Camera, Size } from './camera'
import { makeItem, place, sharpen, type Look } from './items'
import type { Shown } from './scene'

/** One canvas element with a Paper.js project that draws elements in their order. */
export class PaperLayer {
  readonly canvas = document.createElement('canvas')
  readonly #project: paper.Project
  readonly #items = new Map<string, { item: paper.Item; shown: Shown }>()
  /** Lies above all elements, for what is being made and is not an element yet. */
  readonly above: paper.Layer
  readonly #below: paper.Layer
  #order: Shown[] = []

  constructor(host: HTMLElement) {
    // Paper.js takes the direction of letters from its element, and lines carry their own.
    this.canvas.dir = 'ltr'
    host.append(this.canvas)
    Object.assign(paper.settings, { insertItems: false })
    this.#project = new paper.Project(this.canvas)
    this.#project.view.autoUpdate = false
    this.#below = this.#project.addLayer(new paper.Layer())
    this.above = this.#project.addLayer(new paper.Layer())
  }

  destroy() {
    this.#project.remove()
    this.canvas.remove()
  }

  /** Has what Paper.js makes from now on belong here. */
  activate() {
    this.#project.activate()
  }

  resize({ width, height }: Size) {
    this.#project.view.viewSize = new paper.Size(width, height)
  }

  get ids(): IterableIterator<string> {
    return this.#items.keys()
  }

  has(id: string): boolean {
    return this.#items.has(id)
  }

  /** Shows an element, anew if it was shown before. */
  put(shown: Shown, look: Look) {
    this.take(shown.element.id)
    this.#project.activate()
    const item = makeItem(shown, look)
    const index = this.#indexFor(shown)
    this.#below.insertChild(index, item)
    this.#order.splice(index, 0, shown)
    this.#items.set(shown.element.id, { item, shown })
  }

  /** Moves an element that is shown and otherwise unchanged. */
  move(shown: Shown, look: Look) {
    const kept = this.#items.get(shown.element.id)
    if (!kept) return
    // Of a line its ends move, and not as one.
    if (shown.element.kind === 'line') return this.put(shown, look)
    const index = this.#order.indexOf(kept.shown)
    this.#order[index] = shown
    kept.shown = shown
    place(kept.item, shown.element.at)
    sharpen(kept.item, shown, look)
  }

  /** Stops showing an element. */
  take(id: string) {
    const kept = this.#items.get(id)
    if (!kept) return
    kept.item.remove()
    this.#order.splice(this.#order.indexOf(kept.shown), 1)
    this.#items.delete(id)
  }

  clear() {
    for (const id of [...this.#items.keys()]) this.take(id)
  }

  /** Gives every card the level of detail that the look asks for. */
  sharpen(look: Look) {
    this.#project.activate()
    for (const { item, shown } of this.#items.values()) sharpen(item, shown, look)
  }

  draw(camera: Camera) {
    const { x, y, zoom } = camera
    const { view } = this.#project
    // Setting the matrix also makes Paper.js draw when no item changed, as when a picture arrived.
    view.matrix.set(zoom, 0, 0, zoom, -x * zoom, -y * zoom)
    view.update()
  }

  #indexFor({ element }: Shown): number {
    let [low, high] = [0, this.#order.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.#order[middle]
      if (other && byOrder(other.element, element) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
