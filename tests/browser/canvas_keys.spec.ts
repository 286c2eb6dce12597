import { test } from '@japa/runner'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

const TOOLS = [
  ['p', 'pen'],
  ['h', 'hand'],
  ['m', 'highlighter'],
  ['e', 'eraser'],
  ['t', 'text'],
  ['n', 'note'],
  ['r', 'rectangle'],
  ['o', 'ellipse'],
  ['d', 'diamond'],
  ['l', 'line'],
  ['a', 'arrow'],
  ['f', 'frame'],
  ['s', 'stamp'],
  ['k', 'laser'],
  ['v', 'select'],
] as const

test.group('Keys on a canvas', (group) => {
  const stage = Stage.for(group)

  const somebody = async (...[role, look]: Parameters<typeof stage.enter>) =>
    new CanvasPage(await stage.enter(role, look)).open()

  /** Waits until a tool is in use, which the pointer over the stage shows. */
  async function uses(canvas: CanvasPage, tool: string): Promise<void> {
    await waitUntil(async () =>
      ((await canvas.stage.getAttribute('class')) ?? '').split(' ').includes(tool)
    )
  }

  test('write where words are written, and choose no tool then', async ({ assert }) => {
    const canvas = await somebody('facilitator')
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 250)
    await canvas.field.waitFor()
    await canvas.press('p', 'e', 'n')
    await canvas.press('Escape')
    await canvas.has('Sticky note: pen')
    await canvas.tap(300, 250)
    await canvas.press('e')
    await canvas.field.waitFor()
    await canvas.press('Escape')
    await canvas.until((list) => list.some((name) => /^Sticky note: (pene|epen)/.test(name)))
    await uses(canvas, 'select')
    // With Ctrl they mean what they always mean.
    await canvas.press('Escape', 'Control+A')
    await uses(canvas, 'select')
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('choose tools while nothing is selected, or what has no words', async ({ assert }) => {
    const canvas = await somebody('participant')
    await canvas.tap(300, 400)
    for (const [key, tool] of TOOLS) {
      await canvas.press(key)
      await uses(canvas, tool)
    }
    await canvas.press('p')
    await uses(canvas, 'pen')
    await canvas.drag([300, 300], [400, 320])
    await canvas.has('Drawing')
    await canvas.press('Escape')
    await uses(canvas, 'select')
    await canvas.drag([280, 280], [420, 340])
    await canvas.press('r')
    await uses(canvas, 'rectangle')
    // A button that is clicked leaves the keyboard to the canvas.
    await canvas.choose('canvas.tools.pen')
    await canvas.press('v')
    await uses(canvas, 'select')
    const pen = canvas.actor.named('button', 'canvas.tools.pen')
    assert.equal(await pen.getAttribute('title'), 'Pen (P)')
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('count by their place on a keyboard that writes other letters', async ({ assert }) => {
    const canvas = await somebody('participant', { locale: 'he' })
    await canvas.tap(300, 400)
    await canvas.actor.page.evaluate(`document.querySelector('[role=application]').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'פ', code: 'KeyP', bubbles: true, cancelable: true }))`)
    await uses(canvas, 'pen')
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  test('make what a tool makes without a pointer', async ({ assert }) => {
    const canvas = await somebody('owner')
    await canvas.stage.focus()
    await canvas.press('n', 'Enter')
    await canvas.field.waitFor()
    await canvas.press('h', 'i', 'Escape')
    await canvas.has('Sticky note: hi')
    await canvas.stage.focus()
    await canvas.press('Escape', 'd', 'Enter')
    await canvas.has('Diamond')
    assert.deepEqual(canvas.actor.complaints, [])
    await canvas.actor.context.close()
  })

  for (const look of LOOKS) {
    test(`are listed, by a key and by a button (${nameOfLook(look)})`, async ({ assert }) => {
      const canvas = await somebody('participant', look)
      const { actor } = canvas
      const dialog = actor.page.getByRole('dialog', { name: actor.words('canvas.keys.title') })
      await canvas.stage.focus()
      await canvas.press('?')
      await dialog.getByText(actor.words('canvas.keys.selected.copy')).waitFor()
      await actor.page.screenshot({ path: pictureFile(`canvas-keys-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      // It is longer than the screen, and the keyboard reaches its end.
      await canvas.press('Tab', 'End')
      await waitUntil(() =>
        actor.page.evaluate<boolean>(`(({ scrollTop, clientHeight, scrollHeight }) =>
          scrollTop > 0 && scrollTop + clientHeight > scrollHeight - 2)(document.activeElement)`)
      )
      await canvas.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await canvas.press('p')
      await uses(canvas, 'pen')
      await canvas.look('canvas.keys.title')
      await dialog.waitFor()
      const isWide = await actor.page.evaluate<boolean>(
        `document.querySelector('dialog[open]').scrollWidth > document.querySelector('dialog[open]').clientWidth`
      )
      assert.isFalse(isWide)
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
