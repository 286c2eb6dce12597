import { test } from '@japa/runner'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

test.group('A template that somebody saves', (group) => {
  const stage = Stage.for(group)

  for (const look of LOOKS) {
    test(`is offered, laid, renamed and deleted (${nameOfLook(look)})`, async ({ assert }) => {
      const canvas = await new CanvasPage(await stage.enter('facilitator', look)).open()
      const { actor } = canvas
      const { page } = actor
      const openGallery = async () => {
        if (!(await actor.named('button', 'templates.title').isVisible())) {
          await actor.press('canvas.toolbar.more')
        }
        await actor.named('button', 'templates.title').press('Enter')
      }
      const name = `Our way ${nameOfLook(look)}`
      await canvas.choose('canvas.tools.note')
      await canvas.tap(200, 300)
      await canvas.write('To be filled in')
      await canvas.has(/To be filled in/)
      const before = (await canvas.list()).length
      await page.getByRole('button', { name: actor.words('canvas.exchange.menu') }).click()
      await actor.named('menuitem', 'templates.own.save').click()
      await actor.press('templates.own.action')
      await actor.sees('templates.own.nameless')
      await page.getByLabel(actor.words('templates.own.name'), { exact: true }).fill(name)
      await page.getByLabel(actor.words('templates.own.forAll')).check()
      await page.screenshot({ path: pictureFile(`own-template-save-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(page), [])
      await actor.press('templates.own.action')
      await page
        .getByRole('status')
        .getByText(actor.words('templates.own.saved', { name }))
        .waitFor()

      await openGallery()
      const tile = page.getByRole('button', { name, exact: true })
      await tile.and(page.locator(':enabled')).waitFor()
      await page.screenshot({ path: pictureFile(`own-template-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(page), [])
      await tile.focus()
      await page.keyboard.press('Enter')
      await canvas.until((list) => list.length === 2 * before)
      await canvas.stage.focus()
      await page.keyboard.press('Control+z')
      await canvas.until((list) => list.length === before)

      await openGallery()
      const menu = (of: string) =>
        page.getByRole('button', { name: actor.words('templates.own.more', { name: of }) }).click()
      await menu(name)
      await actor.named('menuitem', 'templates.own.rename').click()
      await page.getByLabel(actor.words('templates.own.name'), { exact: true }).last().fill('Anew')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Anew', exact: true }).waitFor()
      await menu('Anew')
      await actor.named('menuitem', 'templates.own.delete').click()
      await actor.press('templates.own.delete')
      await page.getByRole('button', { name: 'Anew', exact: true }).waitFor({ state: 'detached' })
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
