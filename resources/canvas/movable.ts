import { holds } from '#canvas/holding'
import type { Scene } from './scene'

/** The ids of what moves with elements: they themselves and what lies in frames, unless locked. */
export function movable(scene: Scene, ids: Iterable<string>): string[] {
  const moved = new Set(ids)
  for (const id of [...moved]) {
    const frame = scene.get(id)
    if (frame?.element.kind !== 'frame' || frame.element.locked) continue
    for (const shown of scene.search(frame)) {
      if (holds(frame.element, shown)) moved.add(shown.element.id)
    }
  }
  return [...moved].filter((id) => scene.get(id)?.element.locked === false)
}
