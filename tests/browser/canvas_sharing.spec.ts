import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { fromClipboard } from '#canvas/clipboard'
import type { Actor } from '#tests/support/actor'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { keptOn, waitUntilKept, waitUntilSent } from '#tests/support/kept_on_device'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

test.group('A canvas that somebody shares', (group) => {
  const stage = Stage.for(group)

  /** Begins a canvas by the page of all. */
  async function beginOne(owner: Actor, name: string): Promise<void> {
    const { page } = owner
    await owner.goto('/canvases')
    await page.getByLabel(owner.words('canvases.list.name')).fill(name)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name }).waitFor()
  }

  /** Shares the canvas that is open with the participant, by keyboard. */
  async function share(owner: Actor): Promise<void> {
    const { page } = owner
    await owner.press('canvases.share.action')
    await page
      .getByLabel(owner.words('canvases.share.person'))
      .fill(stage.person('participant').email)
    await page.keyboard.press('Enter')
    await owner.sees('canvases.share.shared')
  }

  async function shareOne(owner: Actor, name: string): Promise<string> {
    await beginOne(owner, name)
    await share(owner)
    return new URL(owner.page.url()).pathname
  }

  /** Draws, and does not let go yet. */
  async function beginStroke(canvas: CanvasPage): Promise<void> {
    await canvas.choose('canvas.tools.pen')
    const box = await canvas.stage.boundingBox()
    const [x, y] = [(box?.x ?? 0) + 500, (box?.y ?? 0) + 300]
    const { mouse } = canvas.actor.page
    await mouse.move(x, y)
    await mouse.down()
    await mouse.move(x + 120, y + 40, { steps: 8 })
  }

  test('stays open as it is for who shares it, who may still undo what they did', async ({
    assert,
  }) => {
    const owner = await stage.enter('facilitator')
    await beginOne(owner, 'Mine until now')
    const canvas = await new CanvasPage(owner).open(new URL(owner.page.url()).pathname)
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 250)
    await canvas.write('Thought better of')
    await waitUntilSent(owner.page)
    // Sealed for others from now on, it is opened anew by the server, and the page asks what it is.
    const asked = owner.page.waitForResponse(
      (answer) => answer.request().headers()['cache-control'] === 'no-cache'
    )
    await share(owner)
    await asked
    await owner.press('canvases.share.close')
    await canvas.stage.focus()
    await canvas.press('Control+Z')
    await canvas.lacks(/Thought better of/)
    // Whom they share one with they need not spell again for the next.
    await beginOne(owner, 'The next')
    await owner.press('canvases.share.action')
    const { email } = stage.person('participant')
    await owner.page.locator(`datalist option[value="${email}"]`).waitFor({ state: 'attached' })
    assert.deepEqual(owner.complaints, [])
    await owner.context.close()
  })

  test('is taken away in the middle of a stroke, which its author alone keeps', async ({
    assert,
  }) => {
    const owner = await stage.enter('facilitator')
    const other = await stage.enter('participant')
    const path = await shareOne(owner, 'Ours')
    await owner.press('canvases.share.close')

    await other.goto('/canvases')
    await other.page.getByRole('link', { name: 'Ours' }).click()
    await other.page.waitForURL(`**${path}`)
    const canvas = await new CanvasPage(other).open(path)
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 250)
    await canvas.write('Stored')
    const theirs = await new CanvasPage(owner).open(path)
    await theirs.has('Sticky note: Stored')
    await waitUntilKept(other.page)

    await beginStroke(canvas)
    await owner.press('canvases.share.action')
    await owner.page
      .getByRole('button', { name: /^Take away: / })
      .first()
      .click()
    await other.sees('canvases.apart.made', { count: 1 })
    await other.page.mouse.up()
    await other.sees('canvas.connection.ended')
    assert.deepEqual(await canvas.list(), [])
    const { canvases, changes, pages } = await keptOn(other.page)
    assert.deepEqual({ canvases, changes }, { canvases: 0, changes: 0 })
    assert.notInclude(pages, path)
    await other.page.screenshot({ path: pictureFile('canvas-apart') })
    assert.deepEqual(await violations(other.page), [])

    const download = other.page.waitForEvent('download')
    await other.press('canvases.apart.keep')
    const kept = fromClipboard(readFileSync(await (await download).path(), 'utf8'))
    assert.deepEqual(
      kept.map(({ kind }) => kind),
      ['stroke']
    )
    await owner.sees('canvases.share.nobody')
    assert.lengthOf(await theirs.list(), 1)
    assert.deepEqual([...owner.complaints, ...other.complaints], [])
    await Promise.all([owner.context.close(), other.context.close()])
  })

  test('is only looked at once its owner says so, and what was being drawn stays aside', async ({
    assert,
  }) => {
    const owner = await stage.enter('admin')
    const other = await stage.enter('participant')
    const path = await shareOne(owner, 'For a while')
    const canvas = await new CanvasPage(other).open(path)
    await beginStroke(canvas)
    await owner.page.getByLabel(/^What .+ may do$/).selectOption('view')
    await other.sees('canvases.apart.title')
    await other.page.mouse.up()
    await other.sees('canvas.connection.readOnly')
    await other.press('canvases.apart.letGo')
    await other.page.getByText(other.words('canvases.apart.title')).waitFor({ state: 'detached' })
    assert.deepEqual(await canvas.list(), [])
    await Promise.all([owner.context.close(), other.context.close()])
  })

  test('says that one may comment, and becomes a screen as soon as its owner says so', async ({
    assert,
  }) => {
    const owner = await stage.enter('admin')
    const other = await stage.enter('participant')
    const path = await shareOne(owner, 'For a screen')
    const allow = async (mode: string) => {
      const isDone = owner.page.waitForResponse((response) => response.url().endsWith(path))
      await owner.page.getByLabel(/^What .+ may do$/).selectOption(mode)
      await isDone
    }
    await new CanvasPage(other).open(path)
    await allow('comment')
    await other.sees('canvas.connection.commenting')
    await allow('view')
    await other.sees('canvas.connection.readOnly')
    await allow('present')
    await other.page.waitForURL(`**${path}/present`)
    await other.page.locator('.presentation').waitFor()
    assert.deepEqual(other.complaints, [])
    await Promise.all([owner.context.close(), other.context.close()])
  })

  test('is taken away from somebody who has removed things without a network, and who is told so', async ({
    assert,
  }) => {
    const owner = await stage.enter('admin')
    const other = await stage.enter('participant')
    const path = await shareOne(owner, 'Removed too late')
    const canvas = await new CanvasPage(other).open(path)
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 250)
    await canvas.write('Stays')
    await waitUntilKept(other.page)
    await waitUntilSent(other.page)
    await stage.withoutAppliance(async () => {
      await other.page.reload()
      await canvas.focus(/Stays/)
      await canvas.press('Delete')
      await canvas.lacks(/Stays/)
      await other.sees('canvas.connection.unsynced')
      await other.page.goto('about:blank')
    })
    await owner.goto(path)
    await owner.press('canvases.share.action')
    const [answer] = await Promise.all([
      owner.page.waitForResponse((response) => response.url().includes('/shares/')),
      owner.page.getByLabel(/^What .+ may do$/).selectOption('view'),
    ])
    assert.isBelow(answer.status(), 400)
    await other.goto(path)
    await other.sees('canvases.apart.titleRemoved')
    await other.sees('canvases.apart.removed', { count: 1 })
    assert.equal(await other.named('button', 'canvases.apart.keep').count(), 0)
    await canvas.has(/Stays/)
    await Promise.all([owner.context.close(), other.context.close()])
  })

  for (const look of LOOKS) {
    test(`can be decided about by everybody: ${nameOfLook(look)}`, async ({ assert }) => {
      const owner = await stage.enter('owner', look)
      await shareOne(owner, `Name ${nameOfLook(look)}`)
      // However much there is to decide, what ends it stays in sight, and the rest is scrolled to.
      const height = owner.page.viewportSize()?.height ?? 0
      for (const key of ['canvases.share.makePrivate', 'canvases.share.close']) {
        const box = await owner.named('button', key).boundingBox()
        assert.isAtMost((box?.y ?? Infinity) + (box?.height ?? 0), height, key)
      }
      const last = owner.page.getByRole('dialog').getByRole('combobox').last()
      await last.focus()
      const close = await owner.named('button', 'canvases.share.close').boundingBox()
      const field = await last.boundingBox()
      assert.isAtMost((field?.y ?? Infinity) + (field?.height ?? 0), close?.y ?? 0)
      await owner.page.screenshot({ path: pictureFile(`sharing-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(owner.page), [])
      await owner.goto('/canvases')
      await owner.page.screenshot({ path: pictureFile(`canvases-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(owner.page), [])
      assert.deepEqual(owner.complaints, [])
      await owner.context.close()
    })
  }
})
