import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage, type Look } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

/** What this device keeps: how many copies of canvases, and which pages. */
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

interface Kept {
  canvases: number
  changes: number
  notes: number
  pages: string[]
}

const keptOn = (page: Page) => page.evaluate<Kept>(KEPT)

/** Waits until the server has confirmed everything that was done on this device. */
async function waitUntilSent(page: Page): Promise<void> {
  await waitUntil(async () => (await keptOn(page)).notes === 0)
}

/** Waits until the device keeps the page that is open. */
async function waitUntilKept(page: Page): Promise<void> {
  const { pathname } = new URL(page.url())
  await waitUntil(async () => {
    const { pages } = await keptOn(page)
    return pages.includes(pathname) && pages.includes('/offline')
  })
}

test.group('A canvas on a device without a network', (group) => {
  const stage = Stage.for(group)

  /** Somebody whose device has their canvas, with a note on it. */
  async function somebody(words: string, look: Look = {}) {
    const canvas = await new CanvasPage(await stage.enter('participant', look)).open()
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 250)
    await canvas.write(words)
    await waitUntilKept(canvas.actor.page)
    await waitUntilSent(canvas.actor.page)
    return canvas
  }

  /** Puts another note on a canvas that has no connection. */
  async function writeOn(canvas: CanvasPage, words: string, x: number) {
    await canvas.choose('canvas.tools.note')
    await canvas.tap(x, 250)
    await canvas.write(words)
  }

  test('that has thrown away what was not sent says so', async () => {
    const canvas = await somebody('Thrown away')
    const { actor } = canvas
    await stage.withoutAppliance(async () => {
      await writeOn(canvas, 'Gone', 600)
      await actor.sees('canvas.connection.unsynced')
      await actor.goto('/offline')
      await actor.page.evaluate(`new Promise((resolve, reject) => {
        const asked = indexedDB.deleteDatabase('belvedere')
        asked.onsuccess = resolve
        asked.onerror = reject
        asked.onblocked = reject
      })`)
    })
    await canvas.open()
    await actor.sees('canvas.connection.lost')
    await canvas.has(/Thrown away/)
    await canvas.open()
    await actor.page.getByText(actor.words('canvas.connection.lost')).waitFor({ state: 'detached' })
  })

  test('that keeps nothing says so, and asks that the page stays open', async () => {
    const actor = await stage.enter('participant')
    await actor.page.addInitScript(`indexedDB.open = () => { throw new Error('refused') }`)
    const canvas = await new CanvasPage(actor).open()
    await stage.withoutAppliance(async () => {
      await writeOn(canvas, 'Only here', 900)
      await actor.sees('canvas.connection.unkept')
    })
    await actor.page
      .getByText(actor.words('canvas.connection.unkept'))
      .waitFor({ state: 'detached', timeout: 60_000 })
  })

  test('opens, takes changes, and sends them from whichever page is open when the network is back', async ({
    assert,
  }) => {
    const canvas = await somebody('Before the tunnel')
    const { actor } = canvas
    await stage.withoutAppliance(async () => {
      await actor.page.reload()
      await canvas.has(/Before the tunnel/)
      await writeOn(canvas, 'In the tunnel', 600)
      await actor.sees('canvas.connection.unsynced')
      // The page goes without a question: nothing is lost with it.
      await actor.goto('/journal')
      await actor.sees('canvas.offline.title')
      await actor.sees('canvas.offline.unsent')
      assert.deepEqual(await violations(actor.page), [])
      await actor.page.getByRole('listitem').getByRole('link').click()
      await canvas.has(/In the tunnel/)
      await canvas.has(/Before the tunnel/)
    })
    await actor.goto('/home')
    await waitUntilSent(actor.page)
    const elsewhere = await new CanvasPage(await stage.enter('participant')).open()
    await elsewhere.has(/In the tunnel/)
    assert.deepEqual(actor.complaints, [])
    assert.deepEqual(actor.outside, [])
  })

  test('does not bring back what another device has removed meanwhile', async () => {
    const canvas = await somebody('Removed elsewhere')
    const { actor } = canvas
    await stage.withoutAppliance(async () => {
      await actor.page.reload()
      await writeOn(canvas, 'Written meanwhile', 700)
      await actor.goto('/offline')
    })
    const elsewhere = await new CanvasPage(await stage.enter('participant')).open()
    await elsewhere.focus(/Removed elsewhere/)
    await elsewhere.press('Delete')
    await elsewhere.lacks(/Removed elsewhere/)
    await canvas.open()
    await elsewhere.has(/Written meanwhile/)
    await canvas.lacks(/Removed elsewhere/)
    await elsewhere.lacks(/Removed elsewhere/)
  })

  test('leaves nothing behind when somebody signs out', async ({ assert }) => {
    const { actor } = await somebody('Nobody else’s business')
    const { page } = actor
    const before = await keptOn(page)
    assert.equal(before.canvases, 1)
    assert.include(before.pages, new URL(page.url()).pathname)
    await actor.goto('/home')
    await page.evaluate(`document.querySelector('form[action="/sign-out"]').requestSubmit()`)
    await page.waitForURL(`${actor.url}/`)
    assert.deepEqual(await keptOn(page), { canvases: 0, changes: 0, notes: 0, pages: [] })
  })

  test('has a page that lists it, in every look', async ({ assert }) => {
    for (const look of LOOKS) {
      const { actor } = await somebody('Here', look)
      await actor.goto('/offline')
      await actor.page.getByRole('listitem').waitFor()
      assert.deepEqual(await violations(actor.page), [], nameOfLook(look))
      await actor.page.screenshot({ path: pictureFile(`offline-${nameOfLook(look)}`) })
    }
  })
})
