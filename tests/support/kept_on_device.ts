import type { Page } from 'playwright-core'
import { waitUntil } from './wait_until.js'

const KEPT = `(async () => {
  const open = indexedDB.open('belvedere')
  const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)))
  const ask = (store) => new Promise((resolve) => {
    const asked = database.transaction(store).objectStore(store).count()
    asked.onsuccess = () => resolve(asked.result)
  })
  const pages = await caches.keys().then((names) => names.includes('pages') ? caches.open('pages') : null)
  const kept = {
    canvases: await ask('canvases'),
    changes: await ask('changes'),
    notes: Object.keys(localStorage).filter((key) => key.startsWith('belvedere.unsent.')).length,
    pages: pages ? (await pages.keys()).map(({ url }) => new URL(url).pathname) : [],
  }
  database.close()
  return kept
})()`

/** What a device keeps: how many copies of canvases, notes of what is unsent, and which pages. */
interface Kept {
  canvases: number
  changes: number
  notes: number
  pages: string[]
}

/** What the device of a page keeps. */
export const keptOn = (page: Page) => page.evaluate<Kept>(KEPT)

/** Waits until the server has confirmed everything that was done on this device. */
export async function waitUntilSent(page: Page): Promise<void> {
  await waitUntil(async () => (await keptOn(page)).notes === 0)
}

/** Waits until the device keeps the page that is open. */
export async function waitUntilKept(page: Page): Promise<void> {
  const { pathname } = new URL(page.url())
  await waitUntil(async () => {
    const { pages } = await keptOn(page)
    return pages.includes(pathname) && pages.includes('/offline')
  })
}
