import { test } from '@japa/runner'
import { violations } from '#tests/support/browser'
import { canvasTogether } from '#tests/support/canvas_together'
import { LOOKS, nameOfLook, pictureFile, Stage, type Look } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

test.group('An exercise on a canvas', (group) => {
  const stage = Stage.for(group)

  const together = (look?: Look) => canvasTogether(stage, look)

  test('has a timer by the server’s clock, on a device whose clock is wrong by a day too', async ({
    assert,
  }) => {
    const { leading, taking, path } = await together()
    const [lead, guest] = [leading.actor, taking.actor]
    await guest.context.clock.install({ time: Date.now() + 24 * 60 * 60 * 1000 })
    await guest.context.clock.resume()
    await taking.open(path)
    await leading.look('exercise.title')
    await lead.press('exercise.minutes', { count: 20 })
    const face = guest.page.getByRole('group', { name: guest.words('exercise.title') })
    await face.getByRole('timer').waitFor()
    assert.match((await face.getByRole('timer').textContent()) ?? '', /^(20:00|19:\d\d)$/)
    // The phase has a clock of its own; each says what it is for, in sight and aloud.
    for (const key of ['exercise.clock', 'interface.timer.phase']) {
      const [what, text] = [guest.words(key), guest.words('interface.timer.label')]
      const name = guest.words('interface.timer.of', { what, text })
      await guest.page.getByRole('timer', { name, exact: true }).waitFor()
      await guest.page.getByText(what, { exact: true }).locator('visible=true').first().waitFor()
    }
    await lead.press('exercise.stop')
    await face.waitFor({ state: 'detached' })
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await guest.context.close()
    await lead.context.close()
  })

  test('has a vote by keyboard, whose counts are seen by all when it ends', async ({ assert }) => {
    const { leading, taking, path } = await together()
    const [lead, guest] = [leading.actor, taking.actor]
    await leading.choose('canvas.tools.note')
    await leading.tap(400, 400)
    await leading.write('Stay')
    await leading.look('exercise.title')
    await lead.press('exercise.begin')
    await guest.page
      .getByRole('status')
      .getByText(guest.words('exercise.began', { dots: 3 }))
      .waitFor()
    await taking.focus(/Stay/)
    await guest.named('button', 'exercise.more').focus()
    await taking.press('Enter')
    await guest.sees('exercise.left', { left: 2, dots: 3 })
    await taking.press('Enter')
    await guest.sees('exercise.left', { left: 1, dots: 3 })
    // It is there again for who opens the page anew.
    await taking.open(path)
    await guest.sees('exercise.left', { left: 1, dots: 3 })
    await lead.page.getByText(lead.words('exercise.voters', { count: 1 })).waitFor()
    assert.notInclude((await leading.list()).join(), lead.words('exercise.given', { count: 2 }))
    await lead.press('exercise.end')
    await taking.has(guest.words('exercise.given', { count: 2 }))
    await leading.has(lead.words('exercise.given', { count: 2 }))
    await lead.page.screenshot({ path: pictureFile('canvas-vote') })
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await guest.context.close()
    await lead.context.close()
  })

  test('has reactions that stand at what they are to', async ({ assert }) => {
    const { leading, taking } = await together()
    const [lead, guest] = [leading.actor, taking.actor]
    await taking.choose('canvas.tools.note')
    await taking.tap(400, 400)
    await taking.write('Stay')
    await leading.focus(/Stay/)
    await leading.look('exercise.react')
    const heart = (count: number) =>
      lead.words('exercise.reactWith', { name: lead.words('canvas.stamps.heart'), count })
    await lead.page.getByRole('button', { name: heart(0), exact: true }).click()
    await taking.has(heart(1))
    const mark = guest.page.locator('.canvas-mark:not([hidden])')
    await mark.waitFor()
    await lead.page.screenshot({ path: pictureFile('canvas-react') })
    assert.isFalse(
      await guest.page.evaluate<boolean>(
        `document.querySelector('.canvas-marks ~ canvas') !== null`
      )
    )
    // From afar it is not larger than what it stands at.
    const zoomOut = lead.named('button', 'canvas.toolbar.zoomOut')
    for (let times = 0; times < 12; times++) await zoomOut.click()
    const far = lead.page.locator('.canvas-mark:not([hidden])')
    await waitUntil(async () => ((await far.boundingBox())?.width ?? 99) < 25)
    await lead.page.screenshot({ path: pictureFile('canvas-react-far') })
    await lead.page.getByRole('button', { name: heart(1), exact: true }).click()
    await taking.lacks(heart(1))
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await guest.context.close()
    await lead.context.close()
  })

  for (const look of LOOKS) {
    test(`is held without fault for axe (${nameOfLook(look)})`, async ({ assert }) => {
      const { leading, taking } = await together(look)
      const { actor } = leading
      await leading.look('exercise.title')
      const picture = (what: string) => pictureFile(`canvas-exercise-${what}-${nameOfLook(look)}`)
      await actor.page.screenshot({ path: picture('panel') })
      assert.deepEqual(await violations(actor.page), [])
      await actor.press('exercise.minutes', { count: 5 })
      await actor.press('exercise.begin')
      await taking.actor.sees('exercise.left', { left: 3, dots: 3 })
      await actor.press('canvas.company.people', { count: 2 })
      await actor.press('canvas.company.call')
      const { page } = taking.actor
      const notice = await page.locator('.notices .notice').boundingBox()
      const strip = await page.locator('.notices .strip').boundingBox()
      assert.isAtLeast(notice?.y ?? 0, (strip?.y ?? 0) + (strip?.height ?? 0))
      await taking.actor.page.screenshot({ path: picture('strip') })
      assert.deepEqual(await violations(taking.actor.page), [])
      assert.deepEqual([...actor.complaints, ...taking.actor.complaints], [])
      await taking.actor.context.close()
      await actor.context.close()
    })
  }
})
