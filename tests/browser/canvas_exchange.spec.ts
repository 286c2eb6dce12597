import { copyFile, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

const FOREIGN = new URL('../support/foreign_canvases/', import.meta.url)
const fileAt = (name: string) => new URL(name, FOREIGN).pathname

test.group('Files of a canvas', (group) => {
  const stage = Stage.for(group)

  const somebody = async (...[role, look]: Parameters<typeof stage.enter>) =>
    new CanvasPage(await stage.enter(role, look)).open()

  /** Opens the dialog for importing, and gives it a file. */
  async function bring(canvas: CanvasPage, file: string | { name: string; content: string }) {
    const { actor } = canvas
    await actor.press('canvas.exchange.menu')
    await actor.named('menuitem', 'canvas.exchange.import').click()
    const input = actor.page.getByLabel(actor.words('canvas.exchange.file'), { exact: true })
    if (typeof file === 'string') await input.setInputFiles(file)
    else {
      const { name, content } = file
      const buffer = Buffer.from(content)
      await input.setInputFiles({ name, mimeType: 'application/json', buffer })
    }
  }

  test('say what is wrong with them and change nothing', async ({ assert }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    await canvas.choose('canvas.tools.note')
    await canvas.tap(400, 300)
    await canvas.write('Mine')
    await canvas.has('Sticky note: Mine')
    const content = '{"format":"belvedere-canvas","version":1,"elements":[{"kind":"script"}]}'
    await bring(canvas, { name: 'wrong.json', content })
    const said = actor.page.getByText(/kind of element that is not known here/)
    await said.waitFor()
    assert.include((await said.textContent()) ?? '', 'elements[0].kind')
    assert.include((await said.textContent()) ?? '', 'Nothing was changed')
    assert.lengthOf(await canvas.list(), 1)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('of Excalidraw come beside what is there, with word of what does not, and go by one undo', async ({
    assert,
  }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await canvas.choose('canvas.tools.note')
    await canvas.tap(400, 300)
    await canvas.write('Mine')
    await bring(canvas, fileAt('excalidraw.excalidraw'))
    await actor.page.getByText(/Pictures.*1 left out/).waitFor()
    await actor.page.screenshot({ path: pictureFile('canvas-import') })
    assert.deepEqual(await violations(actor.page), [])
    await actor.page.getByRole('dialog').getByText(actor.words('interface.close')).click()
    await canvas.has('Arrow from Rectangle: Where I stand to Ellipse, no words yet')
    await canvas.has('Frame: First steps')
    await actor.page.screenshot({ path: pictureFile('canvas-imported') })
    await actor.press('canvas.toolbar.undo')
    await canvas.until((list) => list.length === 1)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('are saved, and bring everything back on another canvas', async ({ assert }) => {
    const canvas = await somebody('admin')
    const { actor } = canvas
    await bring(canvas, fileAt('tldraw.tldr'))
    await actor.page.getByText(/Special shapes/).waitFor()
    await actor.page.keyboard.press('Escape')
    await canvas.has('Rectangle: Dream')
    const before = (await canvas.list()).length
    await actor.press('canvas.exchange.menu')
    const coming = actor.page.waitForEvent('download')
    await actor.named('menuitem', 'canvas.exchange.saveFile').click()
    const download = await coming
    const title = (await actor.page.title()).replace(' · Belvedere', '')
    assert.equal(download.suggestedFilename(), `${title}.json`)
    const path = await download.path()
    assert.include(await readFile(path, 'utf8'), '"format":"belvedere-canvas"')
    const other = await somebody('owner')
    await bring(other, path)
    await other.has('Rectangle: Dream')
    await other.until((list) => list.length === before)
    assert.deepEqual([...actor.complaints, ...other.actor.complaints], [])
    await actor.context.close()
    await other.actor.context.close()
  })

  test('are a picture and a PDF of what is seen', async ({ assert }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await bring(canvas, fileAt('excalidraw.excalidraw'))
    await canvas.has('Frame: First steps')
    await actor.page.keyboard.press('Escape')
    await actor.press('canvas.exchange.menu')
    await actor.named('menuitem', 'canvas.exchange.picture').click()
    await actor.page
      .getByLabel(actor.words('canvas.exchange.factor'), { exact: true })
      .selectOption('3')
    const picture = actor.page.waitForEvent('download')
    await actor.press('canvas.exchange.draw')
    const png = await (await picture).path()
    await copyFile(png, pictureFile('canvas-export'))
    const { format, width } = await sharp(png).metadata()
    assert.equal(format, 'png')
    assert.isAbove(width, 900)
    await actor.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await actor.press('canvas.exchange.menu')
    const print = actor.page.waitForEvent('download')
    await actor.named('menuitem', 'canvas.exchange.pdf').click()
    const pdf = await readFile(await (await print).path())
    assert.equal(pdf.toString('latin1', 0, 5), '%PDF-')
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  for (const look of LOOKS) {
    test(`look well: ${nameOfLook(look)}`, async ({ assert }) => {
      const canvas = await somebody('participant', look)
      const { actor } = canvas
      await actor.press('canvas.exchange.menu')
      await actor.named('menuitem', 'canvas.exchange.import').waitFor()
      await actor.page.screenshot({ path: pictureFile(`canvas-files-menu-${nameOfLook(look)}`) })
      await actor.named('menuitem', 'canvas.exchange.import').click()
      await actor.page.getByRole('dialog').waitFor()
      await actor.page.screenshot({ path: pictureFile(`canvas-files-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      await actor.context.close()
    })
  }
})
