import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { CanvasPage } from '#tests/support/canvas_page'
import { Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

type Pointer = 'pen' | 'touch'

/** Moves a pointer of a kind over the stage, as a device without a mouse does. */
function point(
  canvas: CanvasPage,
  kind: Pointer,
  places: readonly (readonly [x: number, y: number])[],
  lifts = true
): Promise<void> {
  return canvas.actor.page.evaluate(`(() => {
    const host = document.querySelector('[role=application]')
    const box = host.getBoundingClientRect()
    const tell = (type, [x, y]) => host.dispatchEvent(new PointerEvent(type, {
      pointerId: 5, pointerType: ${JSON.stringify(kind)}, button: 0, pressure: 0.7, isPrimary: true,
      bubbles: true, cancelable: true, clientX: box.left + x, clientY: box.top + y,
    }))
    const places = ${JSON.stringify(places)}
    tell('pointerdown', places[0])
    for (const place of places) tell('pointermove', place)
    if (${String(lifts)}) tell('pointerup', places.at(-1))
  })()`)
}

type Finger = readonly [x: number, y: number]

/** Lays fingers on the page, moves them along their ways in step, and lifts them. */
async function touch(page: Page, ...ways: readonly (readonly Finger[])[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const points = (step: number) =>
    ways.map((way, id) => ({ x: way[step]?.[0] ?? 0, y: way[step]?.[1] ?? 0, id }))
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) })
  for (let step = 1; step < (ways[0]?.length ?? 0); step++) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(step) })
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}

test.group('Hands on a canvas', (group) => {
  const stage = Stage.for(group)
  const LINE = [
    [120, 200],
    [180, 240],
    [240, 200],
  ] as const

  test('draw nothing with the palm while a pen is in use, and with a finger otherwise', async ({
    assert,
  }) => {
    const canvas = await new CanvasPage(await stage.enter('facilitator', { phone: true })).open()
    const drawings = (count: number) =>
      canvas.until((list) => list.filter((name) => name.startsWith('Drawing')).length === count)
    await canvas.choose('canvas.tools.pen')
    await point(canvas, 'touch', LINE)
    await drawings(1)
    await point(canvas, 'pen', LINE)
    await point(canvas, 'touch', LINE)
    await drawings(2)
    await canvas.actor.press('canvas.toolbar.undo')
    await drawings(1)
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('open what can be done with something by resting on it', async ({ assert }) => {
    const canvas = await new CanvasPage(await stage.enter('admin', { phone: true })).open()
    await canvas.choose('canvas.tools.note')
    await canvas.tap(180, 300)
    await canvas.write('Rest here')
    await canvas.has(/Rest here/)
    await point(canvas, 'touch', [[180, 300]], false)
    await canvas.actor.named('button', 'canvas.arrange.front').waitFor()
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('move the view with two fingers, bring it closer, and turn what is selected', async ({
    assert,
  }) => {
    const canvas = await new CanvasPage(await stage.enter('participant', { phone: true })).open()
    const { page } = canvas.actor
    await canvas.choose('canvas.tools.note')
    await canvas.tap(180, 300)
    await canvas.write('Held')
    await canvas.tap(180, 300)
    const frame = page.locator('.canvas-selection')
    await frame.waitFor()
    /** Waits until the frame is so; the page follows at its next picture. */
    const becomes = async (holds: (box: { x: number; y: number; width: number }) => boolean) => {
      await waitUntil(async () => {
        const box = await frame.boundingBox()
        return box !== null && holds(box)
      })
    }
    const before = await frame.boundingBox()
    if (!before) throw new Error('Nothing is selected')
    const near = (a: number, b: number) => Math.abs(a - b) < 3

    await touch(
      page,
      [
        [100, 500],
        [110, 520],
        [140, 560],
      ],
      [
        [200, 500],
        [210, 520],
        [240, 560],
      ]
    )
    await becomes(({ x, y }) => near(x, before.x + 40) && near(y, before.y + 60))
    await touch(
      page,
      [
        [150, 500],
        [125, 500],
        [100, 500],
      ],
      [
        [200, 500],
        [225, 500],
        [250, 500],
      ]
    )
    await becomes(({ width }) => near(width - 8, (before.width - 8) * 3))

    const turn = await page.locator('.canvas-handle.turn').boundingBox()
    const box = await frame.boundingBox()
    if (!turn || !box) throw new Error('There is nothing to turn by')
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const from: Finger = [turn.x + turn.width / 2, turn.y + turn.height / 2]
    const reach = middle.y - from[1]
    const way = [15, 30, 45].map((degrees): Finger => {
      const angle = (degrees * Math.PI) / 180
      return [middle.x + reach * Math.sin(angle), middle.y - reach * Math.cos(angle)]
    })
    await touch(page, [from, ...way])
    await waitUntil(async () => /rotate\(4[45]/.test((await frame.getAttribute('style')) ?? ''))
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('write lists, in either direction, that end with an empty item', async ({ assert }) => {
    const canvas = await new CanvasPage(await stage.enter('owner')).open()
    const { keyboard } = canvas.actor.page
    await canvas.choose('canvas.tools.text')
    await canvas.tap(300, 250)
    await canvas.field.waitFor()
    await keyboard.type('- one')
    await keyboard.press('Enter')
    await keyboard.type('שתיים')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await keyboard.type('after')
    assert.equal(await canvas.field.inputValue(), '• one\n• שתיים\nafter')
    await keyboard.press('Control+A')
    await keyboard.press('Control+Shift+Digit7')
    assert.equal(await canvas.field.inputValue(), '1. one\n2. שתיים\n3. after')
    await keyboard.press('Escape')
    await canvas.has(/1\. one\s+2\. שתיים\s+3\. after/)
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })
})
