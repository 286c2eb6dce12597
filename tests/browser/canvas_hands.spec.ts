import { test } from '@japa/runner'
import { CanvasPage } from '#tests/support/canvas_page'
import { Stage } from '#tests/support/stage'

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
