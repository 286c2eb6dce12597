import { test } from '@japa/runner'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'

const FORMS = ['rectangle', 'ellipse', 'triangle', 'diamond'] as const

test.group('What lies on a canvas', (group) => {
  const stage = Stage.for(group)

  const somebody = async (...[role, look]: Parameters<typeof stage.enter>) =>
    new CanvasPage(await stage.enter(role, look)).open()

  test('is made by pointer, written in and coloured, and another window sees it', async ({
    assert,
  }) => {
    const canvas = await somebody('facilitator')
    const { actor } = canvas
    await canvas.choose('canvas.tools.note')
    await actor.page.getByLabel(actor.words('canvas.colours.green'), { exact: true }).check()
    await canvas.tap(300, 250)
    await canvas.write('What keeps me awake')
    await canvas.has(/^Sticky note: What keeps me awake,/)
    for (const [i, form] of FORMS.entries()) {
      await canvas.choose(`canvas.tools.${form}`)
      await canvas.drag([480 + i * 170, 120], [620 + i * 170, 230])
      await canvas.has(new RegExp(`^${actor.words(`canvas.tools.${form}`)}, no words yet`))
    }
    await canvas.drag([550, 175], [550, 400])
    await canvas.choose('canvas.tools.arrow')
    await canvas.drag([300, 250], [550, 400])
    await canvas.has('Arrow from Sticky note: What keeps me awake to Rectangle, no words yet')
    await canvas.choose('canvas.tools.line')
    await canvas.drag([700, 500], [900, 560])
    await canvas.choose('canvas.tools.frame')
    await canvas.drag([1000, 300], [1300, 560])
    await canvas.write('Tomorrow')
    await canvas.has(/^Frame: Tomorrow,/)
    await canvas.choose('canvas.toolbar.stamp', { name: actor.words('canvas.stamps.heart') })
    await canvas.tap(1150, 430)
    await canvas.choose('canvas.tools.highlighter')
    await canvas.drag([230, 250], [370, 252])
    await canvas.has(/^Highlighter,/)
    await canvas.choose('canvas.tools.select')
    await actor.page.screenshot({ path: pictureFile('canvas-elements') })
    const again = await new CanvasPage(actor).open()
    await again.has('Stamp')
    const names = (await again.list()).map((name) => name.replace(/, at .*/, '')).sort()
    assert.deepEqual(names, [
      'Arrow from Sticky note: What keeps me awake to Rectangle, no words yet',
      'Diamond, no words yet',
      'Ellipse, no words yet',
      'Frame: Tomorrow',
      'Highlighter',
      'Line',
      'Rectangle, no words yet',
      'Stamp: Heart',
      'Sticky note: What keeps me awake',
      'Triangle, no words yet',
    ])
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('is wiped away where the eraser passes, and comes back as one step', async () => {
    const canvas = await somebody('admin')
    await canvas.choose('canvas.tools.pen')
    await canvas.drag([300, 300], [500, 300])
    await canvas.drag([300, 400], [500, 400])
    await canvas.has('Drawing')
    await canvas.choose('canvas.tools.eraser')
    await canvas.drag([400, 250], [400, 450])
    await canvas.lacks('Drawing')
    await canvas.actor.press('canvas.toolbar.undo')
    await canvas.has('Drawing')
    await canvas.actor.context.close()
  })

  test('is made by keyboard alone', async ({ assert }) => {
    const canvas = await somebody('owner')
    const { actor } = canvas
    await actor.named('button', 'canvas.toolbar.more').focus()
    await canvas.press('Enter')
    await actor.named('button', 'canvas.tools.diamond').focus()
    await canvas.press('Enter')
    await canvas.has(/^Diamond, no words yet/)
    await canvas.focus('Diamond')
    await canvas.press('Enter')
    await canvas.write('To go or to stay')
    await canvas.has('Diamond: To go or to stay')
    await actor.named('button', 'canvas.tools.note').focus()
    await canvas.press('Enter')
    await canvas.write('A note')
    await canvas.focus('Sticky note: A note')
    await canvas.press('Delete')
    await canvas.lacks('Sticky note')
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  for (const look of LOOKS) {
    test(`has tools without fault for axe that fit the screen (${nameOfLook(look)})`, async ({
      assert,
    }) => {
      const canvas = await somebody('participant', look)
      const { actor } = canvas
      await canvas.choose('canvas.tools.note')
      await canvas.tap(120, 300)
      await canvas.write('שלום, מה שלומך?')
      await canvas.choose('canvas.tools.ellipse')
      await canvas.drag([220, 300], [370, 400])
      await actor.press('canvas.toolbar.more')
      await actor.page.screenshot({ path: pictureFile(`canvas-tools-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      const overflow = await actor.page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      )
      assert.isAtMost(overflow, 0)
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
