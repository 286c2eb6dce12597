import { test } from '@japa/runner'
import { Api } from '#tests/support/api'
import { CanvasPage } from '#tests/support/canvas_page'
import { Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

test.group('Dragging beside everything', (group) => {
  const stage = Stage.for(group)

  type Entering = Parameters<typeof stage.enter>

  /** A canvas with one note, which is selected, and where its frame stands. */
  async function oneNote(role: Entering[0], look: Entering[1] = {}, path?: string) {
    const canvas = await new CanvasPage(await stage.enter(role, look)).open(path)
    await canvas.choose('canvas.tools.note')
    await canvas.tap(180, 250)
    await canvas.write('Held')
    await canvas.tap(180, 250)
    await frameOf(canvas).waitFor()
    const box = await frameOf(canvas).boundingBox()
    if (!box) throw new Error('Nothing is selected')
    return { canvas, box }
  }

  /** A canvas with three notes in a row, 220 px from each other. */
  async function threeNotes(role: Entering[0]) {
    const canvas = await new CanvasPage(await stage.enter(role)).open()
    for (const [i, name] of ['One', 'Two', 'Three'].entries()) {
      await canvas.choose('canvas.tools.note')
      await canvas.tap(250 + i * 220, 250)
      await canvas.write(name)
      await canvas.has(`Sticky note: ${name}`)
    }
    return canvas
  }

  const isLeft =
    (...names: string[]) =>
    (list: string[]) =>
      list.length === names.length &&
      names.every((name) => list.some((each) => each.includes(name)))

  /** Where the frame around what is selected stands. */
  const frameOf = (canvas: CanvasPage) => canvas.actor.page.locator('.canvas-selection')

  /** Where that frame stands from the middle of the stage, which a change of its size keeps. */
  async function fromMiddle(canvas: CanvasPage): Promise<[number, number]> {
    const [frame, stage] = [await frameOf(canvas).boundingBox(), await canvas.stage.boundingBox()]
    if (!frame || !stage) throw new Error('Nothing is selected')
    return [frame.x - stage.x - stage.width / 2, frame.y - stage.y - stage.height / 2]
  }

  async function untilFromMiddle(canvas: CanvasPage, x: number, y: number): Promise<void> {
    await waitUntil(async () => {
      const now = await fromMiddle(canvas)
      return Math.abs(now[0] - x) < 3 && Math.abs(now[1] - y) < 3
    })
  }

  async function untilAt(canvas: CanvasPage, x: number, y: number): Promise<void> {
    await waitUntil(async () => {
      const box = await frameOf(canvas).boundingBox()
      return box !== null && Math.abs(box.x - x) < 3 && Math.abs(box.y - y) < 3
    })
  }

  test('moves the view with a finger', async ({ assert }) => {
    const { canvas, box } = await oneNote('participant', { phone: true })
    const session = await canvas.actor.page.context().newCDPSession(canvas.actor.page)
    const tell = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => session.send('Input.dispatchTouchEvent', { type, touchPoints })
    await tell('touchStart', { x: 100, y: 520 })
    await tell('touchMove', { x: 110, y: 530 })
    await tell('touchMove', { x: 140, y: 560 })
    await tell('touchEnd')
    await untilAt(canvas, box.x + 40, box.y + 40)
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('moves the view where nothing may be changed', async ({ assert }) => {
    const lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    const session = await lead.post<{ id: string }>('/sessions', { journey: 'crossroads' })
    await lead.post(`/sessions/${session.id}/start`)
    const path = `/sessions/${session.id}/canvas`
    const { canvas } = await oneNote('facilitator', {}, path)
    const [x, y] = await fromMiddle(canvas)
    await lead.post(`/sessions/${session.id}/end`)
    await canvas.actor.sees('canvas.connection.sessionEnded')
    await canvas.focus('Sticky note: Held')
    await frameOf(canvas).waitFor()
    // The end takes tools away and puts a line above the stage, which the view then follows.
    await untilFromMiddle(canvas, x, y)
    await canvas.drag([500, 400], [560, 440])
    await untilFromMiddle(canvas, x + 60, y + 40)
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('selects what the rectangle touches; Shift adds to it, and Escape takes it back', async ({
    assert,
  }) => {
    const canvas = await threeNotes('facilitator')
    const { mouse } = canvas.actor.page
    // From beside the first to within the second: the third is not touched.
    await canvas.drag([100, 100], [400, 300])
    await canvas.press('Delete')
    await canvas.until(isLeft('Three'))
    await canvas.press('Control+Z')
    await canvas.until(isLeft('One', 'Two', 'Three'))

    await canvas.drag([100, 100], [200, 300])
    await canvas.actor.page.keyboard.down('Shift')
    await canvas.drag([900, 500], [700, 300])
    await canvas.actor.page.keyboard.up('Shift')
    // What goes on is taken back, and nothing else.
    const box = await canvas.stage.boundingBox()
    const [x, y] = [box?.x ?? 0, box?.y ?? 0]
    await mouse.move(x + 380, y + 500)
    await mouse.down()
    await mouse.move(x + 480, y + 300, { steps: 5 })
    await canvas.press('Escape')
    await mouse.up()
    await canvas.press('Delete')
    await canvas.until(isLeft('Two'))
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('leaves out what is locked, and a frame in which one draws', async ({ assert }) => {
    const canvas = await threeNotes('owner')
    await canvas.choose('canvas.tools.frame')
    await canvas.drag([100, 120], [1000, 400])
    await canvas.write('Room')
    await canvas.tap(250, 250)
    await canvas.press('Control+Shift+L')
    await canvas.drag([120, 380], [560, 140])
    await canvas.press('Delete')
    await canvas.until(isLeft('One', 'Three', 'Room'))
    // A drag that begins on what is locked selects too: it can hold on to nothing.
    await canvas.drag([250, 250], [700, 260])
    await canvas.press('Delete')
    await canvas.until(isLeft('One', 'Room'))
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('leaves the view where it is, which wheel, middle button, space and hand move', async ({
    assert,
  }) => {
    const canvas = await threeNotes('admin')
    const { actor } = canvas
    const { keyboard, mouse } = actor.page
    // Nothing lies in this rectangle: who meant to move the view is told once how.
    await canvas.drag([300, 500], [400, 560])
    await actor.sees('canvas.said.moveView')
    await actor.press('interface.close')
    await actor.page.getByText(actor.words('canvas.said.moveView')).waitFor({ state: 'detached' })
    await canvas.drag([300, 500], [400, 560])
    await canvas.tap(250, 250)
    const frame = frameOf(canvas)
    await frame.waitFor()
    assert.equal(await actor.page.getByText(actor.words('canvas.said.moveView')).count(), 0)
    const box = await frame.boundingBox()
    if (!box) throw new Error('Nothing is selected')
    let { x, y } = box

    await mouse.wheel(-30, 40)
    await untilAt(canvas, (x += 30), (y -= 40))
    const middle = [box.x + 500, box.y + 350] as const
    await mouse.move(...middle)
    await mouse.down({ button: 'middle' })
    await mouse.move(middle[0] + 50, middle[1] + 20, { steps: 4 })
    await mouse.up({ button: 'middle' })
    await untilAt(canvas, (x += 50), (y += 20))
    await keyboard.down(' ')
    await mouse.down()
    await mouse.move(middle[0] + 20, middle[1], { steps: 4 })
    await mouse.up()
    await keyboard.up(' ')
    await untilAt(canvas, (x -= 30), (y -= 20))

    await canvas.choose('canvas.tools.hand')
    await mouse.move(...middle)
    await mouse.down()
    await mouse.move(middle[0] - 70, middle[1] + 30, { steps: 4 })
    await mouse.up()
    await canvas.choose('canvas.tools.select')
    await mouse.click(x - 70 + 30, y + 30 + 30)
    await untilAt(canvas, x - 70, y + 30)
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })
})
