import { test } from '@japa/runner'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

test.group('Templates', (group) => {
  const stage = Stage.for(group)

  /** A canvas with the gallery open. */
  async function somebody(...[role, look]: Parameters<typeof stage.enter>) {
    const canvas = await new CanvasPage(await stage.enter(role, look)).open()
    await canvas.choose('templates.title')
    await canvas.actor.page.getByRole('dialog').waitFor()
    return canvas
  }

  test('are refused without a connection, and nothing is laid', async ({ assert }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    await actor.context.setOffline(true)
    await actor.page.getByRole('button', { name: 'Crossroads', exact: true }).click()
    await actor.sees('templates.failed')
    assert.lengthOf(await canvas.list(), 0)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('are found, laid beside what is there and undone in one step, by keyboard', async ({
    assert,
  }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await canvas.press('Escape')
    await canvas.choose('canvas.tools.note')
    await canvas.tap(700, 400)
    await canvas.write('Mine')
    await canvas.has('Sticky note: Mine')

    await actor.named('button', 'canvas.toolbar.more').focus()
    await canvas.press('Enter')
    await actor.named('button', 'templates.title').focus()
    await canvas.press('Enter')
    await actor.page.getByLabel(actor.words('templates.search')).focus()
    await actor.page.keyboard.type('three roads')
    await actor.page.getByText(actor.words('templates.found', { count: 1 })).waitFor()
    await actor.page.getByRole('button', { name: 'Crossroads', exact: true }).focus()
    await canvas.press('Enter')
    await canvas.has('Frame: Crossroads')
    await actor.page.getByRole('dialog').waitFor({ state: 'detached' })
    await canvas.has('Which roads lead on from here?')
    await actor.page.screenshot({ path: pictureFile('canvas-template-laid') })

    await canvas.press('Control+z')
    await canvas.until((list) => list.length === 1)
    await canvas.has('Sticky note: Mine')
    await canvas.look('versions.title')
    await actor.sees('versions.kinds.beforeTemplate')
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('come in the language of the page, as in a mirror where it runs from right to left', async ({
    assert,
  }) => {
    const canvas = await somebody('admin', { locale: 'he' })
    const { actor } = canvas
    await actor.page.getByRole('button', { name: 'ארבעה שלבים', exact: true }).click()
    await canvas.has('מעצירה לעשייה')
    await actor.page.getByRole('dialog').waitFor({ state: 'detached' })
    await actor.page.screenshot({ path: pictureFile('canvas-template-laid-he') })
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  for (const look of LOOKS) {
    test(`look well: ${nameOfLook(look)}`, async ({ assert }) => {
      const canvas = await somebody('participant', look)
      const { actor } = canvas
      await actor.page.locator('dialog svg text').first().waitFor({ state: 'attached' })
      await actor.page.screenshot({ path: pictureFile(`canvas-templates-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
