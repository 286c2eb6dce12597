import { corners, union, type Point } from '#canvas/bounds'
import { toScreen, type Camera } from './camera'
import type { Shown } from './scene'

/** What a pointer can take hold of. */
export type Handle = 'resize' | 'rotate'

const CORNERS = ['nw', 'ne', 'se', 'sw'] as const

/** The frame around what is selected, on the canvas: its middle, its size and how it is turned. */
export interface Frame {
  middle: Point
  width: number
  height: number
  rotation: number
}

/** The frame around some elements, null around none. One alone has a frame that turns with it. */
export function frameAround(selected: readonly Shown[]): Frame | null {
  const [only] = selected
  if (only && selected.length === 1) {
    const { at } = only.element
    const [a, , c] = corners(at, only.own)
    return {
      middle: { x: (a.x + c.x) / 2, y: (a.y + c.y) / 2 },
      width: (only.own.maxX - only.own.minX) * at[3],
      height: (only.own.maxY - only.own.minY) * at[3],
      rotation: at[2],
    }
  }
  const box = union(selected)
  if (!box) return null
  return {
    middle: { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 },
    width: box.maxX - box.minX,
    height: box.maxY - box.minY,
    rotation: 0,
  }
}

/** Shows the frame with its handles. The handles are elements so that a finger finds them. */
export class SelectionBox {
  readonly #root = document.createElement('div')
  readonly #handles: HTMLElement[] = []

  constructor(host: HTMLElement) {
    this.#root.className = 'canvas-selection'
    this.#root.setAttribute('aria-hidden', 'true')
    this.#root.hidden = true
    for (const corner of CORNERS) this.#add('resize', corner)
    this.#add('rotate', 'turn')
    host.append(this.#root)
  }

  destroy() {
    this.#root.remove()
  }

  /** The handle that an event happened on. */
  handleAt(target: EventTarget | null): Handle | null {
    const handle = this.#handles.find((each) => each === target)?.dataset['handle']
    return handle === 'resize' || handle === 'rotate' ? handle : null
  }

  show(frame: Frame | null, camera: Camera, withHandles: boolean) {
    this.#root.hidden = frame === null
    if (!frame) return
    const { x, y } = toScreen(camera, frame.middle)
    const width = frame.width * camera.zoom + 8
    const height = frame.height * camera.zoom + 8
    const { style } = this.#root
    style.width = `${width}px`
    style.height = `${height}px`
    style.transform = `translate(${x - width / 2}px, ${y - height / 2}px) rotate(${frame.rotation}deg)`
    this.#root.classList.toggle('with-handles', withHandles)
  }

  #add(handle: Handle, place: string) {
    const element = document.createElement('span')
    element.className = `canvas-handle ${place}`
    element.dataset['handle'] = handle
    this.#handles.push(element)
    this.#root.append(element)
  }
}
