import { test } from '@japa/runner'
import type { Locator } from 'playwright-core'
import { png } from '#tests/support/canvas_images'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

const RED = '#cc3333'

/** A file as a browser takes it. */
async function fileOf(name: string, colour = RED) {
  return { name, mimeType: 'image/png', buffer: await png(1200, 800, colour) }
}

/** The colour in the middle of what a canvas shows, as a browser draws it. */
const redOf = async (locator: Locator) => {
  const shot = await locator.screenshot()
  const { default: sharp } = await import('sharp')
  const { data, info } = await sharp(shot).raw().toBuffer({ resolveWithObject: true })
  let red = 0
  for (let i = 0; i < data.length; i += info.channels) {
    const [r = 0, g = 0, b = 0] = [data[i], data[i + 1], data[i + 2]]
    if (Math.abs(r - 0xcc) < 12 && Math.abs(g - 0x33) < 12 && Math.abs(b - 0x33) < 12) red += 1
  }
  return red / (info.width * info.height)
}

/** Waits until so much of the stage is red. */
async function untilRed(canvas: CanvasPage, holds: (part: number) => boolean): Promise<void> {
  const end = Date.now() + 20_000
  let part = await redOf(canvas.stage)
  while (!holds(part)) {
    if (Date.now() > end) throw new Error(`The red part of the stage stayed ${part}`)
    part = await redOf(canvas.stage)
  }
}

test.group('Images on a canvas', (group) => {
  const stage = Stage.for(group)

  const somebody = async (...[role, look]: Parameters<typeof stage.enter>) =>
    new CanvasPage(await stage.enter(role, look)).open()

  /** Chooses files by the button, as on a phone. */
  async function choose(canvas: CanvasPage, ...files: Awaited<ReturnType<typeof fileOf>>[]) {
    const { actor } = canvas
    const chooser = actor.page.waitForEvent('filechooser')
    await canvas.choose('canvas.images.add')
    await (await chooser).setFiles(files)
  }

  test('come by the button, are seen, described, undone and brought back', async ({ assert }) => {
    const canvas = await somebody('participant')
    const { actor } = canvas
    await choose(canvas, await fileOf('the_old-oak.png'))
    await canvas.has(/^Picture: the old oak/)
    await untilRed(canvas, (part) => part > 0.05)
    const field = actor.page.getByLabel(actor.words('canvas.images.alt'))
    assert.equal(await field.inputValue(), 'the old oak')
    await actor.page.screenshot({ path: pictureFile('canvas-image') })
    assert.deepEqual(await violations(actor.page), [])
    await field.fill('An oak in the evening')
    await field.press('Enter')
    await canvas.has(/^Picture: An oak in the evening/)
    await canvas.stage.focus()
    await canvas.press('Control+Z')
    await canvas.has(/^Picture: the old oak/)
    await canvas.press('Control+Z')
    await canvas.lacks(/^Picture/)
    await canvas.press('Control+Y')
    await canvas.has(/^Picture: the old oak/)
    await untilRed(canvas, (part) => part > 0.05)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })
})
