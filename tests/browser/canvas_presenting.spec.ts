import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import type { Actor } from '#tests/support/actor'
import { violations } from '#tests/support/browser'
import type { CanvasPage } from '#tests/support/canvas_page'
import { canvasTogether } from '#tests/support/canvas_together'
import { LOOKS, nameOfLook, pictureFile, Stage, type Look } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'
import { words } from '#tests/support/words'

/** Where the counts at an element stand, from the middle of a stage of this size. Pixels. */
const countsOn = (page: Page) =>
  page.evaluate<{ x: number; y: number; width: number; height: number }>(`(() => {
    const mark = document.querySelector('.canvas-mark:not([hidden])')
    const { width, height } = mark.parentElement.parentElement.getBoundingClientRect()
    const [x, y] = mark.style.transform.match(/-?[\\d.]+/g).map(Number)
    return { x: x - width / 2, y: y - height / 2, width, height }
  })()`)

/** Whether a screen shows at least what somebody sees, in the middle and as large as it can. */
async function shows(screen: Page, somebody: Page): Promise<boolean> {
  const [here, there] = [await countsOn(screen), await countsOn(somebody)]
  const larger = Math.min(here.width / there.width, here.height / there.height)
  return Math.abs(here.x - there.x * larger) < 1 && Math.abs(here.y - there.y * larger) < 1
}

test.group('A canvas on a screen', (group) => {
  const stage = Stage.for(group)

  /** A session's canvas with two frames, in each of which a note lies. */
  async function framed(look?: Look) {
    const { leading, taking, path } = await canvasTogether(stage, look)
    for (const [name, from, to] of [
      ['Where we come from', [150, 160], [330, 330]],
      ['Where we go', [150, 390], [330, 560]],
    ] as const) {
      await taking.choose('canvas.tools.frame')
      await taking.drag(from, to)
      await taking.write(name)
    }
    return { leading, taking, session: path.split('/')[2] ?? '' }
  }

  /** Another window of somebody's, on the presentation, with everything that comes to it. */
  async function present({ actor }: CanvasPage, session: string) {
    const page = await actor.context.newPage()
    const heard: string[] = []
    const answered: Promise<string>[] = []
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => heard.push(payload.toString()))
    )
    page.on('response', (response) => {
      const isWords = /json|html/.test(response.headers()['content-type'] ?? '')
      if (isWords && !response.url().includes('/assets/'))
        answered.push(response.text().catch(() => ''))
    })
    page.on('pageerror', (error) => actor.complaints.push(error.message))
    await page.goto(`${actor.url}/canvases/${session}/present`)
    const says = (key: string, values?: Record<string, string | number>) =>
      page.getByRole('img', { name: words(actor.locale, key, values), exact: true }).waitFor()
    const atFrame = (at: number, title: string) =>
      says('present.shownFrame', { at, count: 2, title })
    return { page, heard, answered, says, atFrame }
  }

  const button = (page: Page, actor: Actor, key: string) =>
    page.getByRole('button', { name: actor.words(key), exact: true })

  test('goes from frame to frame by the keys of a remote, by presses and by swipes', async ({
    assert,
  }) => {
    const { leading, taking, session } = await framed()
    const { actor } = leading
    const { page, atFrame, says } = await present(leading, session)
    const [first, second] = ['Where we come from', 'Where we go']
    await atFrame(1, first)
    for (const [key, at] of [
      ['PageDown', 2],
      ['PageDown', 2],
      ['PageUp', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
      [' ', 2],
      ['Home', 1],
      ['End', 2],
    ] as const) {
      await page.keyboard.press(key)
      await atFrame(at, at === 1 ? first : second)
    }
    await page.mouse.click(60, 300)
    await atFrame(1, first)
    await page.mouse.click(900, 300)
    await atFrame(2, second)
    await page.mouse.move(500, 300)
    await page.mouse.down()
    await page.mouse.move(700, 310, { steps: 4 })
    await page.mouse.up()
    await atFrame(1, first)
    await button(page, actor, 'present.whole').click()
    await says('present.shownWhole')
    // The button that has the keyboard is what the space bar presses.
    await button(page, actor, 'present.frames').focus()
    await page.keyboard.press(' ')
    await atFrame(1, first)
    // A frame that goes is not gone on with.
    await page.keyboard.press('End')
    await atFrame(2, second)
    await taking.focus(/Where we go/)
    await taking.press('Delete')
    await says('present.shownFrame', { at: 1, count: 1, title: first })
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
    await taking.actor.context.close()
  })

  test('follows the view of who leads, and shows and hears nothing of people', async ({
    assert,
  }) => {
    const { leading, taking, session } = await framed()
    const [lead, guest] = [leading.actor, taking.actor]
    await leading.look('exercise.title')
    await lead.page.getByLabel(lead.words('exercise.secret')).setChecked(false)
    await lead.press('exercise.begin')
    await guest.page
      .getByRole('status')
      .getByText(guest.words('exercise.began', { dots: 3 }))
      .waitFor()
    await taking.focus(/Where we go/)
    await guest.press('exercise.more')
    await taking.stage.focus()
    await taking.press('/')
    await guest.page.getByLabel(guest.words('canvas.company.sayLabel')).fill('between us')
    await taking.press('Enter')
    await lead.page.getByRole('status').getByText('Noa: between us').waitFor()
    const { page, heard, answered, says } = await present(leading, session)
    await page.getByText(lead.words('present.results', { voters: 1 })).waitFor()
    await page.locator('.canvas-mark:not([hidden])').waitFor()
    assert.isFalse(await shows(page, lead.page))
    await button(page, lead, 'present.follow').click()
    await says('present.shownFollow')
    await waitUntil(() => shows(page, lead.page))
    const before = await countsOn(lead.page)
    await lead.press('canvas.toolbar.zoomIn')
    await waitUntil(async () => (await countsOn(lead.page)).x !== before.x)
    await waitUntil(() => shows(page, lead.page))
    await page.screenshot({ path: pictureFile('presentation-follow') })
    // Who takes part moves about: nothing of it reaches the screen.
    await guest.press('canvas.toolbar.zoomOut')
    await taking.choose('canvas.tools.hand')
    await taking.drag([400, 300], [460, 320])
    await taking.choose('canvas.tools.note')
    await taking.tap(500, 300)
    await taking.write('Said to all')
    await leading.has(/Said to all/)
    await waitUntil(() => shows(page, lead.page))
    assert.isFalse(await shows(page, guest.page))
    assert.equal(await page.locator('.canvas-cursor').count(), 0)
    const [html, title] = [await page.content(), await page.title()]
    const all = [html, title, ...heard, ...(await Promise.all(answered))].join('\n')
    assert.isAbove(heard.length, 5)
    assert.include(all, 'Said to all')
    for (const secret of ['Noa', 'between us', stage.person('facilitator').email]) {
      assert.notInclude(all, secret)
    }
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await guest.context.close()
    await lead.context.close()
  })

  test('shows the light with which who leads points, and not that of others', async ({
    assert,
  }) => {
    const { leading, taking, session } = await framed()
    const { actor } = leading
    const { page, atFrame } = await present(leading, session)
    await atFrame(1, 'Where we come from')
    const lit = page.locator('.canvas-laser:not([hidden])')
    await taking.choose('canvas.tools.laser')
    await taking.drag([200, 200], [260, 240])
    await actor.page.locator('.canvas-laser:not([hidden])').waitFor({ state: 'attached' })
    assert.equal(await lit.count(), 0)
    await leading.choose('canvas.tools.laser')
    await leading.drag([200, 200], [260, 240])
    await lit.waitFor({ state: 'attached' })
    assert.equal(await page.locator('.canvas-cursor').count(), 0)
    await page.locator('.canvas-laser[hidden]').waitFor({ state: 'attached' })
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
    await taking.actor.context.close()
  })

  test('opens in a window of its own, hides its controls and has them back', async ({ assert }) => {
    const { leading, taking } = await framed()
    const { actor } = leading
    const opened = actor.context.waitForEvent('page')
    await leading.look('present.action')
    const page = await opened
    const bar = page.locator('.presentation .bar').first()
    await bar.waitFor()
    const opacity = () =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector('.presentation .bar')).opacity`
      )
    await waitUntil(async () => (await opacity()) === '0')
    await page.keyboard.press('Tab')
    await waitUntil(async () => (await opacity()) === '1')
    assert.equal(await page.locator('button:focus').count(), 1)
    assert.equal(await page.locator('nav, a[href]').count(), 0)
    await actor.context.close()
    await taking.actor.context.close()
  })

  test('stays with what was there when the connection is lost, and says so beside it', async ({
    assert,
  }) => {
    const { leading, taking, session } = await framed()
    const { page, atFrame } = await present(leading, session)
    await atFrame(1, 'Where we come from')
    await stage.withoutAppliance(async () => {
      await page.getByText(leading.actor.words('present.offline')).waitFor()
      await page.keyboard.press('PageDown')
      await atFrame(2, 'Where we go')
      const notice = await page.getByText(leading.actor.words('present.offline')).boundingBox()
      const picture = await page.getByRole('img').boundingBox()
      assert.isAtLeast(notice?.y ?? 0, (picture?.y ?? 0) + (picture?.height ?? 0))
    })
    await page.getByText(leading.actor.words('present.offline')).waitFor({ state: 'detached' })
    await leading.actor.context.close()
    await taking.actor.context.close()
  })

  for (const look of LOOKS) {
    test(`shows a frame without fault for axe (${nameOfLook(look)})`, async ({ assert }) => {
      const { leading, taking, session } = await framed(look)
      const { actor } = leading
      await leading.look('exercise.title')
      await actor.press('exercise.minutes', { count: 20 })
      const { page, atFrame } = await present(leading, session)
      const first = 'Where we come from'
      await atFrame(1, first)
      await page.getByRole('timer').waitFor()
      assert.deepEqual(await violations(page), [])
      await page.screenshot({ path: pictureFile(`presentation-${nameOfLook(look)}`) })
      await page.keyboard.press(look.locale === 'he' ? 'ArrowLeft' : 'ArrowRight')
      await atFrame(2, 'Where we go')
      await button(page, actor, 'present.whole').click()
      await page.screenshot({ path: pictureFile(`presentation-whole-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(page), [])
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
      await taking.actor.context.close()
    })
  }
})
