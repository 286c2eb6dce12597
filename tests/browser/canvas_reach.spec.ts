import { test } from '@japa/runner'
import { CanvasPage } from '#tests/support/canvas_page'
import { pictureFile, Stage } from '#tests/support/stage'

test.group('Arrows on a canvas', (group) => {
  const stage = Stage.for(group)

  /** A canvas with two notes 500 px from each other, each 200 px wide. */
  async function twoNotes(role: Parameters<typeof stage.enter>[0]) {
    const canvas = await new CanvasPage(await stage.enter(role)).open()
    for (const [name, x] of [
      ['Here', 250],
      ['There', 750],
    ] as const) {
      await canvas.choose('canvas.tools.note')
      await canvas.tap(x, 300)
      await canvas.write(name)
      await canvas.has(`Sticky note: ${name}`)
    }
    return canvas
  }

  test('stay free beyond reach, and with Ctrl however near they are', async ({ assert }) => {
    const canvas = await twoNotes('participant')
    const { keyboard } = canvas.actor.page
    const free = (count: number) =>
      canvas.until(
        (list) =>
          list.filter((each) => /^Arrow from a free end to a free end|^Arrow,/.test(each))
            .length === count
      )
    await canvas.choose('canvas.tools.arrow')
    await canvas.drag([380, 300], [620, 300])
    await free(1)
    await canvas.choose('canvas.tools.arrow')
    await keyboard.down('Control')
    await canvas.drag([352, 320], [648, 320])
    await keyboard.up('Control')
    await free(2)
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('take hold of what they begin and end beside, which is shown meanwhile', async ({
    assert,
  }) => {
    const canvas = await twoNotes('facilitator')
    const { mouse } = canvas.actor.page
    await canvas.choose('canvas.tools.arrow')
    const box = await canvas.stage.boundingBox()
    const [x, y] = [box?.x ?? 0, box?.y ?? 0]
    await mouse.move(x + 352, y + 300)
    await mouse.down()
    await mouse.move(x + 640, y + 300, { steps: 5 })
    // The line to be, and a frame around each of both notes.
    const runs = await canvas.actor.page.locator('.canvas-sketch path').getAttribute('d')
    assert.lengthOf((runs ?? '').match(/M/g) ?? [], 3)
    await canvas.actor.page.screenshot({ path: pictureFile('canvas-arrow-reach') })
    await mouse.up()
    await canvas.has('Arrow from Sticky note: Here to Sticky note: There')
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })
})

test.group('What is brought to a canvas', (group) => {
  const stage = Stage.for(group)

  test('lies where there is room near the middle, and not on what lies there', async ({
    assert,
  }) => {
    const canvas = await new CanvasPage(await stage.enter('owner')).open()
    const { actor } = canvas
    const cards = actor.page
      .getByRole('region', { name: actor.words('canvas.tray.label') })
      .getByRole('listitem')
      .getByRole('button')
    for (let count = 1; count <= 3; count++) {
      await cards.nth(count).click()
      await canvas.until((list) => list.length === count)
    }
    const places = await canvas.places()
    for (const [i, one] of places.entries()) {
      for (const other of places.slice(i + 1)) {
        const isBeside = Math.abs(one.x - other.x) >= 200 || Math.abs(one.y - other.y) >= 240
        assert.isTrue(isBeside, JSON.stringify([one, other]))
      }
    }
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('is seen in a size that fits the screen, however far away the view is', async ({
    assert,
  }) => {
    const canvas = await new CanvasPage(await stage.enter('admin')).open()
    const { actor } = canvas
    for (let times = 0; times < 8; times++) await actor.press('canvas.toolbar.zoomOut')
    await actor.page
      .getByRole('region', { name: actor.words('canvas.tray.label') })
      .getByRole('listitem')
      .getByRole('button')
      .first()
      .click()
    await canvas.until((list) => list.length === 1)
    const frame = actor.page.locator('.canvas-selection:not([hidden])')
    await frame.waitFor()
    const box = await frame.boundingBox()
    assert.approximately((box?.width ?? 0) - 8, 100, 2)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })
})
