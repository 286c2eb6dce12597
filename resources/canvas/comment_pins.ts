import type { Thread } from '#canvas/comments/discussion'
import { readingOrder } from './reading_order'
import type { Shown } from './scene'

/** How high a pin stands over its place, for telling which stand in one row. Canvas units. */
const HIGH = 44

/** A thread, and how many others stand at the same place before it. */
export interface PlacedThread {
  thread: Thread
  rank: number
}

/** Threads in the order in which one reads what they are about. */
export function placedThreads(
  threads: readonly Thread[],
  elements: readonly Shown[],
  rtl: boolean
): PlacedThread[] {
  const boxes = new Map(elements.map((each) => [each.element.id, each]))
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const places = threads.map(({ id, element, x, y }) => {
    const box = element === null ? undefined : boxes.get(element)
    return { ...(box ?? { minX: x, maxX: x + HIGH, minY: y - HIGH, maxY: y }), element: { id } }
  })
  const counts = new Map<string, number>()
  return readingOrder(places, rtl).flatMap((id) => {
    const thread = byId.get(id)
    if (!thread) return []
    const place = thread.element ?? `${thread.x} ${thread.y}`
    const rank = counts.get(place) ?? 0
    counts.set(place, rank + 1)
    return [{ thread, rank }]
  })
}
