import { test } from '@japa/runner'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

test.group('The history of a canvas', (group) => {
  const stage = Stage.for(group)

  /** A canvas with a note on it, kept as a moment, on which another note has been written since. */
  async function somebody(...[role, look]: Parameters<typeof stage.enter>) {
    const canvas = await new CanvasPage(await stage.enter(role, look)).open()
    const { actor } = canvas
    const width = actor.page.viewportSize()?.width ?? 1440
    await canvas.choose('canvas.tools.note')
    await canvas.tap(width / 4, 220)
    await canvas.write('What keeps me awake')
    await canvas.has('What keeps me awake')
    await canvas.look('versions.title')
    await actor.page.getByLabel(actor.words('versions.keep.label')).fill('The first evening')
    await actor.page.keyboard.press('Enter')
    await actor.sees('versions.keep.done')
    await actor.page.keyboard.press('Escape')
    await canvas.choose('canvas.tools.note')
    await canvas.tap(width / 2, 320)
    await canvas.write('What lets me sleep')
    await canvas.has('What lets me sleep')
    return canvas
  }

  test('is looked at beside now, comes back for another window, and is undone, by keyboard', async ({
    assert,
  }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    const window = await actor.context.newPage()
    await window.goto(`${actor.url}/canvas`)
    const shows = (text: string) =>
      window.locator('[data-element]').filter({ hasText: text }).first()
    await shows('What lets me sleep').waitFor({ state: 'attached' })

    await actor.page.bringToFront()
    await actor.named('button', 'canvas.toolbar.moreView').focus()
    await canvas.press('Enter')
    await actor.named('button', 'versions.title').focus()
    await canvas.press('Enter')
    const moment = actor.page.getByRole('button', { name: /The first evening/ })
    await moment.focus()
    await canvas.press('Enter')
    await actor.named('button', 'versions.beside').focus()
    await canvas.press('Enter')
    await actor.sees('versions.now')
    await actor.sees('versions.differs', {
      parts: 'one thing stays as it is and one thing that came later goes',
    })
    await actor.named('button', 'versions.restore').focus()
    await canvas.press('Enter')
    await actor.sees('versions.said.restored')
    await shows('What lets me sleep').waitFor({ state: 'detached' })
    await shows('What keeps me awake').waitFor({ state: 'attached' })
    await canvas.press('Control+z')
    await shows('What lets me sleep').waitFor({ state: 'attached' })
    await canvas.look('versions.title')
    await actor.sees('versions.kinds.beforeRestore')
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  for (const look of LOOKS) {
    test(`is readable and usable: ${nameOfLook(look)}`, async ({ assert }) => {
      const canvas = await somebody('admin', look)
      const { actor } = canvas
      await canvas.look('versions.title')
      await actor.page
        .getByRole('button', { name: /The first evening/ })
        .first()
        .click()
      await actor.press('versions.beside')
      await actor.sees('versions.now')
      await actor.page.screenshot({ path: pictureFile(`canvas-versions-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
