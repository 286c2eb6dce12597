import { forgetCopy } from './canvas_copy'
import { device, type KeptCanvas } from './device_database'
import { forgetPages } from './keep_page'
import { isUnsent } from './unsent'

/** A copy that nobody has opened for this long is removed. Milliseconds. */
const LONGEST_UNOPENED = 30 * 24 * 60 * 60 * 1000

/** Removes the copies that somebody left here, but not what no server has confirmed. */
async function forget(isOver: (kept: KeptCanvas) => boolean): Promise<void> {
  const over = await device.canvases.filter(isOver).toArray()
  const sent = over.filter(({ person, canvas }) => !isUnsent(person, canvas))
  await Promise.all(sent.map(forgetCopy))
}

/** Removes the copies and pages of whoever signs out. */
export async function forgetDevice(): Promise<void> {
  await forgetPages()
  await forget(() => true)
}

/** Removes the copies of everybody but one person, and those that nobody opens any more. */
export async function forgetStale(person: string): Promise<void> {
  const oldest = Date.now() - LONGEST_UNOPENED
  await forget((kept) => kept.person !== person || kept.openedAt < oldest)
  await device.transaction('rw', device.canvases, device.changes, async () => {
    const kept = new Set((await device.canvases.toArray()).map((each) => each.canvas))
    // The last part of a page from which somebody signed out comes after the copy has gone.
    await device.changes.filter(({ canvas }) => !kept.has(canvas)).delete()
  })
}
