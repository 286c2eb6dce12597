import { toClipboard } from '#canvas/clipboard'
import type { Element } from '#canvas/element'
import type { CopyOf } from './canvas_copy'
import { device, type SetAside } from './device_database'

/** What a device that keeps nothing has of it, while the page is open. */
let here: SetAside[] = []

/** Sets aside, for its author alone, what of a canvas must not reach the server any more. */
export async function setAside(
  { person, canvas, title }: CopyOf,
  elements: readonly Element[],
  { removed, revoked }: Pick<SetAside, 'removed' | 'revoked'>
): Promise<void> {
  const count = elements.length
  if (count === 0 && removed === 0) return
  const kept = { person, canvas, title, revoked, count, removed, elements: toClipboard(elements) }
  try {
    await device.apart.add(kept)
  } catch {
    here.push(kept)
  }
}

/** What is set aside for somebody, of one canvas unless of all. */
export async function listSetAside(person: string, canvas?: string): Promise<SetAside[]> {
  const kept = await device.apart
    .where({ person })
    .toArray()
    .catch(() => [])
  return [...kept, ...here].filter(
    (each) => each.person === person && (canvas === undefined || each.canvas === canvas)
  )
}

/** Lets something go that was set aside. */
export async function letGo(gone: SetAside): Promise<void> {
  here = here.filter((each) => each !== gone)
  if (gone.id !== undefined) await device.apart.delete(gone.id)
}
