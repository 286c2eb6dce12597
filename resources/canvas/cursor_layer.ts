import { personColour } from '~/components/person'
import type { Point } from '#canvas/bounds'
import { toScreen, type Camera } from './camera'
import type { Other, Others } from './others'

interface Shown {
  marker: HTMLElement
  name: HTMLElement
  words: HTMLElement
  at: Point
  to: Point
  /** The place on the screen that the marker has. */
  drawn: string
}

/** How much of the way to its goal a cursor goes in one 60th of a second. */
const STEP = 0.35

/** Shows the cursors of the others with their names, and what they say. */
export class CursorLayer {
  readonly #root = document.createElement('div')
  readonly #others: Others
  readonly #changed: () => void
  readonly #stop: () => void
  readonly #cursors = new Map<number, Shown>()
  #frameAt = 0

  /** @param changed called when a frame is needed */
  constructor(host: HTMLElement, others: Others, changed: () => void) {
    this.#root.className = 'canvas-cursors'
    this.#root.setAttribute('aria-hidden', 'true')
    host.append(this.#root)
    this.#others = others
    this.#changed = changed
    this.#stop = others.subscribe((clients) => this.#read(clients))
    this.#read(others.all().map(({ client }) => client))
  }

  destroy() {
    this.#stop()
    this.#root.remove()
  }

  /** Moves the cursors on their way. Returns whether some have not arrived. */
  frame(camera: Camera, now: number, still: boolean): boolean {
    const frames = Math.min(6, (now - this.#frameAt) / (1000 / 60))
    this.#frameAt = now
    const part = still ? 1 : 1 - (1 - STEP) ** frames
    let moving = false
    for (const cursor of this.#cursors.values()) {
      cursor.at.x += (cursor.to.x - cursor.at.x) * part
      cursor.at.y += (cursor.to.y - cursor.at.y) * part
      const left = Math.hypot(cursor.to.x - cursor.at.x, cursor.to.y - cursor.at.y) * camera.zoom
      if (left > 0.5) moving = true
      else cursor.at = { ...cursor.to }
      const { x, y } = toScreen(camera, cursor.at)
      const drawn = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`
      if (drawn === cursor.drawn) continue
      cursor.drawn = drawn
      cursor.marker.style.transform = drawn
    }
    return moving
  }

  #read(clients: readonly number[]) {
    for (const client of clients) {
      const other = this.#others.get(client)
      if (other?.cursor) this.#show(other, other.cursor)
      else this.#hide(client)
    }
    this.#changed()
  }

  #show({ client, person, words = '' }: Other, at: Point) {
    const shown = this.#cursors.get(client) ?? this.#add(client, person.id, at)
    shown.to = at
    if (shown.name.textContent !== person.name) shown.name.textContent = person.name
    if (shown.words.textContent === words) return
    shown.words.textContent = words
    shown.words.hidden = words === ''
  }

  #hide(client: number) {
    this.#cursors.get(client)?.marker.remove()
    this.#cursors.delete(client)
  }

  #add(client: number, personId: string, at: Point): Shown {
    const marker = document.createElement('div')
    marker.className = 'canvas-cursor'
    const colour = personColour(personId)
    marker.style.setProperty('--person', `var(--person-${colour})`)
    marker.style.setProperty('--person-ink', `var(--person-${colour}-ink)`)
    // The label stands on the same side of every cursor; only the name within turns around.
    const label = document.createElement('span')
    const [name, words] = [document.createElement('bdi'), document.createElement('bdi')]
    words.className = 'canvas-words'
    words.hidden = true
    label.append(name)
    label.append(words)
    marker.append(label)
    this.#root.append(marker)
    const shown = { marker, name, words, at: { ...at }, to: at, drawn: '' }
    this.#cursors.set(client, shown)
    return shown
  }
}
