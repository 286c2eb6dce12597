import * as Y from 'yjs'
import { elementsOf } from './document.js'
import { byOrder, type Element } from './element.js'

/** Where elements go among the others. */
export const ORDERS = ['front', 'forward', 'backward', 'back'] as const
export type Order = (typeof ORDERS)[number]

/** Two orders nearer to each other than this have none between them. */
const LEAST_GAP = 1e-6

/**
 * Brings elements before or behind others, one step or all the way; they keep their order among
 * themselves.
 * @param among the elements that count, the moved ones included: a step passes the next of these
 */
export function reorder(
  doc: Y.Doc,
  ids: readonly string[],
  where: Order,
  among: readonly Element[],
  origin?: unknown
): void {
  const moved = new Set(ids)
  const all = [...among].sort(byOrder)
  const chosen = all.filter(({ id }) => moved.has(id))
  const others = all.filter(({ id }) => !moved.has(id))
  const [lowest, highest] = [chosen[0], chosen.at(-1)]
  if (!lowest || !highest) return
  const place = {
    front: others.length,
    back: 0,
    forward: Math.min(
      others.length,
      others.filter((each) => byOrder(each, highest) < 0).length + 1
    ),
    backward: Math.max(0, others.filter((each) => byOrder(each, lowest) < 0).length - 1),
  }[where]
  const sequence = [...others.slice(0, place), ...chosen, ...others.slice(place)]
  if (sequence.every((each, i) => each === all[i])) return
  const below = others[place - 1]?.order ?? null
  const above = others[place]?.order ?? null
  doc.transact(() => {
    const put = ({ id }: Element, order: number) => {
      const map = elementsOf(doc).get(id)
      if (map instanceof Y.Map) map.set('order', order)
    }
    const low = below ?? (above ?? 0) - chosen.length - 1
    const step = ((above ?? low + chosen.length + 1) - low) / (chosen.length + 1)
    if (step > LEAST_GAP) chosen.forEach((each, i) => put(each, low + (i + 1) * step))
    else sequence.forEach((each, i) => put(each, i + 1))
  }, origin)
}
