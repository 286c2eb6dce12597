import type { Awareness } from 'y-protocols/awareness'
import { personColour } from '~/components/person'
import type { Point } from '#canvas/bounds'
import { toScreen, type Camera } from './camera'
import { remoteCursors } from './presence'

interface Shown {
  marker: HTMLElement
  name: HTMLElement
  at: Point
  to: Point
}

/** How much of the way to its goal a cursor goes in one 60th of a second. */
const STEP = 0.35

/** Shows the cursors of the others with their names. */
export class CursorLayer {
  readonly #root = document.createElement('div')
  readonly #awareness: Awareness
  readonly #changed: () => void
  readonly #cursors = new Map<number, Shown>()
  #frameAt = 0

  /** @param changed called when a frame is needed */
  constructor(host: HTMLElement, awareness: Awareness, changed: () => void) {
    this.#root.className = 'canvas-cursors'
    this.#root.setAttribute('aria-hidden', 'true')
    host.append(this.#root)
    this.#awareness = awareness
    this.#changed = changed
    awareness.on('change', this.#read)
    this.#read()
  }

  destroy() {
    this.#awareness.off('change', this.#read)
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
      cursor.marker.style.transform = `translate(${x}px, ${y}px)`
    }
    return moving
  }

  readonly #read = () => {
    const cursors = remoteCursors(this.#awareness)
    const present = new Set(cursors.map(({ client }) => client))
    for (const [client, { marker }] of this.#cursors) {
      if (present.has(client)) continue
      marker.remove()
      this.#cursors.delete(client)
    }
    for (const { client, person, at } of cursors) {
      const shown = this.#cursors.get(client) ?? this.#add(client, person.id, at)
      shown.to = at
      if (shown.name.textContent !== person.name) shown.name.textContent = person.name
    }
    this.#changed()
  }

  #add(client: number, personId: string, at: Point): Shown {
    const marker = document.createElement('div')
    marker.className = 'canvas-cursor'
    const colour = personColour(personId)
    marker.style.setProperty('--person', `var(--person-${colour})`)
    marker.style.setProperty('--person-ink', `var(--person-${colour}-ink)`)
    // The label stands on the same side of every cursor; only the name within turns around.
    const label = document.createElement('span')
    const name = document.createElement('bdi')
    label.append(name)
    marker.append(label)
    this.#root.append(marker)
    const shown = { marker, name, at: { ...at }, to: at }
    this.#cursors.set(client, shown)
    return shown
  }
}
