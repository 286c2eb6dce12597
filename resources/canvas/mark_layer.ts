import { STAMP_PATHS, STAMP_PATHS_SIZE } from '#canvas/drawing/stamp_paths'
import { corners } from '#canvas/bounds'
import { STAMPS, type Stamp } from '#canvas/element'
import type { Exercise } from '#canvas/exercise/exercise'
import { toScreen, type Camera } from './camera'
import type { Scene, Shown } from './scene'

const SVG = 'http://www.w3.org/2000/svg'

/** Signs and dots that stand at an element, by how many gave them. */
export interface Mark {
  signs: readonly { sign: Stamp; count: number; mine: boolean }[]
  /** Null while nobody is told, or where there are none. */
  dots: number | null
  /** Those of the person. */
  mine: number
}

/** What stands at which element. */
export function marksOf(exercise: Exercise | null): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  const markOf = (element: string) => marks.get(element) ?? { signs: [], dots: null, mine: 0 }
  for (const { element, reaction, count, mine } of exercise?.reactions ?? []) {
    const sign = STAMPS.find((stamp) => stamp === reaction)
    const mark = markOf(element)
    if (sign) marks.set(element, { ...mark, signs: [...mark.signs, { sign, count, mine }] })
  }
  for (const { element, mine, all } of exercise?.vote?.elements ?? []) {
    marks.set(element, { ...markOf(element), dots: all, mine })
  }
  return marks
}

/** Shows at elements how people react to them and how many dots they have. */
export class MarkLayer {
  readonly #root = document.createElement('div')
  readonly #scene: Scene
  readonly #shown = new Map<string, { element: HTMLElement; width: number; at: string }>()

  constructor(host: HTMLElement, scene: Scene) {
    this.#root.className = 'canvas-marks'
    this.#root.setAttribute('aria-hidden', 'true')
    host.append(this.#root)
    this.#scene = scene
  }

  destroy() {
    this.#root.remove()
  }

  show(marks: ReadonlyMap<string, Mark>) {
    this.#root.replaceChildren()
    this.#shown.clear()
    for (const [id, mark] of marks) {
      const element = pill(mark)
      element.hidden = true
      this.#shown.set(id, { element, width: 0, at: '' })
      this.#root.append(element)
    }
  }

  frame(camera: Camera) {
    for (const [id, shown] of this.#shown) {
      const found = this.#scene.get(id)
      shown.element.hidden = !found
      if (!found) continue
      const [, , foot] = corners(found.element.at, found.own)
      const { x, y } = toScreen(camera, foot)
      shown.width ||= shown.element.offsetWidth
      // From afar as small as what it belongs to, which it would hide.
      const scale = Math.min(1, (longestSide(found) * camera.zoom) / Math.max(1, shown.width))
      const at = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) scale(${scale.toFixed(2)}) translate(-70%, -50%)`
      if (at === shown.at) continue
      shown.at = at
      shown.element.style.transform = at
    }
  }
}

/** Of an element on the canvas, in canvas units. */
function longestSide({ element, own }: Shown): number {
  return Math.max(own.maxX - own.minX, own.maxY - own.minY) * element.at[3]
}

function pill({ signs, dots, mine }: Mark): HTMLElement {
  const element = document.createElement('div')
  element.className = 'canvas-mark'
  const own = dots ?? (mine > 0 ? mine : null)
  if (own !== null) element.append(part(dot(), own, mine > 0))
  for (const { sign, count, mine: isMine } of signs)
    element.append(part(picture(sign), count, isMine))
  return element
}

function part(picture: Element, count: number, isMine: boolean): HTMLElement {
  const element = document.createElement('span')
  element.classList.toggle('mine', isMine)
  element.append(picture, String(count))
  return element
}

function dot(): Element {
  const circle = document.createElementNS(SVG, 'circle')
  for (const [name, value] of [
    ['cx', '10'],
    ['cy', '10'],
    ['r', '8'],
  ] as const) {
    circle.setAttribute(name, value)
  }
  return drawing('0 0 20 20', circle)
}

function picture(sign: Stamp): Element {
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', STAMP_PATHS[sign])
  path.setAttribute('fill-rule', 'evenodd')
  const half = STAMP_PATHS_SIZE / 2
  return drawing(`${-half} ${-half} ${STAMP_PATHS_SIZE} ${STAMP_PATHS_SIZE}`, path)
}

function drawing(box: string, shape: Element): Element {
  const root = document.createElementNS(SVG, 'svg')
  root.setAttribute('viewBox', box)
  root.append(shape)
  return root
}
