import { test } from '@japa/runner'
import { Api } from '#tests/support/api'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { keptOn, waitUntilKept, waitUntilSent } from '#tests/support/kept_on_device'
import { LOOKS, nameOfLook, pictureFile, Stage, type Look } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

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

  test('is told that there is no connection when that is so for longer than a moment', async ({
    assert,
  }) => {
    const actor = await stage.enter('participant')
    const { page } = actor
    await page.clock.install()
    const closed = new Promise<void>((resolve) => {
      page.on('websocket', (socket) => socket.on('close', () => resolve()))
    })
    await new CanvasPage(actor).open()
    await page.clock.pauseAt(Date.now() + 1000)
    const told = page.getByText(actor.words('canvas.connection.offline'))
    await stage.withoutAppliance(async () => {
      await closed
      await page.clock.runFor(1000)
      assert.equal(await told.count(), 0)
      await page.clock.runFor(1000)
      await told.waitFor()
    })
    await actor.context.close()
  })

  test('shows of a session what time it is, and not what it was when the page was kept', async () => {
    const lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    const { id } = await lead.post<{ id: string }>('/sessions', { journey: 'arriving' })
    await lead.post(`/sessions/${id}/start`)
    const actor = await stage.enter('facilitator')
    await new CanvasPage(actor).open(`/sessions/${id}/canvas`)
    await waitUntilKept(actor.page)
    const clock = actor.page.getByRole('timer')
    await clock.filter({ hasText: /[1-5]:/ }).waitFor()
    await stage.withoutAppliance(async () => {
      await actor.page.clock.setSystemTime(Date.now() + 3_600_000)
      await actor.page.reload()
      await clock.filter({ hasText: '0:00' }).waitFor()
    })
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

  test('goes when nobody has opened it for thirty days, or somebody else signs in, unless something is unsent', async ({
    assert,
  }) => {
    const { actor } = await somebody('Mine for a while')
    const { page } = actor
    await page.evaluate(`(async () => {
      const open = indexedDB.open('belvedere')
      const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)))
      const writing = database.transaction(['canvases', 'changes'], 'readwrite')
      const day = 24 * 60 * 60 * 1000
      const keep = (person, canvas, days) => {
        const kept = { person, canvas, title: canvas, path: '/' + canvas }
        writing.objectStore('canvases').put({ ...kept, openedAt: Date.now() - days * day })
        writing.objectStore('changes').add({ person, canvas, update: new Uint8Array([0, 0]) })
      }
      const [[me]] = await new Promise((resolve) => {
        const asked = writing.objectStore('canvases').getAllKeys()
        asked.onsuccess = () => resolve(asked.result)
      })
      keep(me, 'lately', 29)
      keep(me, 'long ago', 31)
      keep(me, 'long ago, unsent', 31)
      keep('another', 'theirs', 0)
      keep('another', 'theirs, unsent', 0)
      localStorage.setItem('belvedere.unsent.' + me + '.long ago, unsent', '1')
      localStorage.setItem('belvedere.unsent.another.theirs, unsent', '1')
      await new Promise((resolve) => (writing.oncomplete = resolve))
      database.close()
    })()`)
    assert.equal((await keptOn(page)).canvases, 6)
    await new CanvasPage(actor).open()
    await waitUntil(async () => (await keptOn(page)).canvases === 4)
    const titles = await page.evaluate<string[]>(`(async () => {
      const open = indexedDB.open('belvedere')
      const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)))
      const asked = database.transaction('canvases').objectStore('canvases').getAll()
      await new Promise((resolve) => (asked.onsuccess = resolve))
      database.close()
      return asked.result.map(({ canvas }) => canvas).filter((canvas) => !canvas.includes('-')).sort()
    })()`)
    assert.deepEqual(titles, ['lately', 'long ago, unsent', 'theirs, unsent'])
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
