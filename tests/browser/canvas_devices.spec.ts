import { test } from '@japa/runner'
import { CanvasPage } from '#tests/support/canvas_page'
import { waitUntilKept, waitUntilSent } from '#tests/support/kept_on_device'
import { Stage } from '#tests/support/stage'

const DAY = 24 * 60 * 60 * 1000

test.group('Somebody with several devices', (group) => {
  const stage = Stage.for(group)

  test('has one canvas in two tabs and on three devices, one of which is a day ahead', async ({
    assert,
  }) => {
    const laptop = await new CanvasPage(await stage.enter('participant')).open()
    const tablet = await new CanvasPage(await stage.enter('participant')).open()
    const ahead = await stage.enter('participant', { phone: true })
    await ahead.context.clock.install({ time: Date.now() + DAY })
    await ahead.context.clock.resume()
    const phone = await new CanvasPage(ahead).open()
    const tab = await new CanvasPage(await laptop.actor.anotherTab()).open()
    const all = Object.entries({ laptop, tab, tablet, phone })
    // However many windows they have, they are one.
    for (const [, { actor }] of all) {
      await actor.named('button', 'canvas.company.people', { count: 1 }).waitFor()
    }

    const write = async (canvas: CanvasPage, words: string, x: number) => {
      await canvas.choose('canvas.tools.note')
      await canvas.tap(x, 250)
      await canvas.write(words)
    }
    const everywhere = async (...words: string[]) => {
      for (const [, canvas] of all) {
        await canvas.until(
          (list) =>
            list.length === words.length && words.every((each) => list.join().includes(each))
        )
      }
    }
    for (const [index, [name, canvas]] of all.entries()) {
      await write(canvas, `By ${name}.`, 100 + 60 * index)
    }
    await everywhere('By laptop.', 'By tab.', 'By tablet.', 'By phone.')

    // Undo is of each window: what was done in the other tab stays.
    await laptop.stage.focus()
    await laptop.press('Control+z', 'Control+z')
    await everywhere('By tab.', 'By tablet.', 'By phone.')

    // Both tabs and the phone go on without a network; the device's copy is one for both tabs.
    for (const { actor } of [laptop, tab, phone]) await waitUntilKept(actor.page)
    await stage.withoutAppliance(async () => {
      await write(laptop, 'Away, laptop.', 300)
      await write(tab, 'Away, tab.', 500)
      await write(phone, 'Away, phone.', 200)
      await laptop.actor.sees('canvas.connection.unsynced')
    })
    await everywhere(
      'By tab.',
      'By tablet.',
      'By phone.',
      'Away, laptop.',
      'Away, tab.',
      'Away, phone.'
    )
    for (const { actor } of [laptop, tab, phone]) await waitUntilSent(actor.page)
    for (const { actor } of [laptop, tablet, phone]) {
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    }
  }).timeout(180_000)
})
