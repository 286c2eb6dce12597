import { test } from '@japa/runner'
import { CanvasPage } from '#tests/support/canvas_page'
import { Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

test.group('What is selected on a canvas', (group) => {
  const stage = Stage.for(group)

  test('is made larger and turned by its handles, and each is undone and done again', async ({
    assert,
  }) => {
    const canvas = await new CanvasPage(await stage.enter('facilitator')).open()
    const { page } = canvas.actor
    await canvas.choose('canvas.tools.rectangle')
    await canvas.drag([300, 150], [400, 220])
    await canvas.has(/^Rectangle/)
    const frame = page.locator('.canvas-selection')
    const width = async () => (await frame.boundingBox())?.width ?? 0
    const isTurned = async () => /rotate\(4[45]/.test((await frame.getAttribute('style')) ?? '')
    const middleOf = async (selector: string): Promise<[number, number]> => {
      const box = await page.locator(selector).boundingBox()
      if (!box) throw new Error(`There is no ${selector}`)
      return [box.x + box.width / 2, box.y + box.height / 2]
    }
    await frame.waitFor()
    const before = await width()

    const [right, foot] = await middleOf('.canvas-handle.se')
    await page.mouse.move(right, foot)
    await page.mouse.down()
    await page.mouse.move(right + 100, foot + 70, { steps: 5 })
    await page.mouse.up()
    await waitUntil(async () => (await width()) > before * 1.5)

    const [x, y] = await middleOf('.canvas-selection')
    const [, from] = await middleOf('.canvas-handle.turn')
    await page.mouse.move(x, from)
    await page.mouse.down()
    for (const degrees of [15, 30, 45]) {
      const angle = (degrees * Math.PI) / 180
      await page.mouse.move(x - (from - y) * Math.sin(angle), y + (from - y) * Math.cos(angle))
    }
    await page.mouse.up()
    await waitUntil(isTurned)

    await canvas.stage.focus()
    await canvas.press('Control+z')
    await waitUntil(async () => !(await isTurned()))
    await canvas.press('Control+z')
    await waitUntil(async () => (await width()) < before * 1.1)
    await canvas.press('Control+y', 'Control+y')
    await waitUntil(isTurned)
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('comes in line with what lies near, is duplicated, spaced evenly and fills the view', async ({
    assert,
  }) => {
    const canvas = await new CanvasPage(await stage.enter('participant')).open()
    const { actor } = canvas
    for (const [x, y] of [
      [200, 150],
      [600, 300],
    ] as const) {
      await canvas.choose('canvas.tools.rectangle')
      await canvas.drag([x, y], [x + 100, y + 70])
      await canvas.press('Escape')
    }
    await canvas.until((list) => list.length === 2)
    const inLine = (places: readonly { y: number }[]) =>
      new Set(places.map(({ y }) => y)).size === 1
    assert.isFalse(inLine(await canvas.places()))
    await canvas.drag([602, 330], [602, 183])
    await canvas.untilPlaced(inLine)

    await canvas.stage.focus()
    await canvas.press('Control+d')
    await canvas.until((list) => list.length === 3)
    await canvas.press('Control+a')
    const gaps = (places: readonly { x: number }[]) => {
      const [first = 0, second = 0, third = 0] = places.map(({ x }) => x).sort((a, b) => a - b)
      return Math.abs(third - second - (second - first))
    }
    assert.isAbove(gaps(await canvas.places()), 10)
    await actor.press('canvas.toolbar.arrange')
    await actor.press('canvas.arrange.across')
    await canvas.untilPlaced((places) => gaps(places) <= 1)
    await canvas.press('Escape')

    await canvas.stage.focus()
    await canvas.press('Control+a')
    const frame = actor.page.locator('.canvas-selection')
    const width = async () => (await frame.boundingBox())?.width ?? 0
    await waitUntil(async () => (await width()) > 0)
    const before = await width()
    for (let times = 0; times < 3; times++) await actor.press('canvas.toolbar.zoomOut')
    await waitUntil(async () => (await width()) < before * 0.8)
    await canvas.look('canvas.toolbar.fitSelection')
    await waitUntil(async () => (await width()) > before * 0.9)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })
})
