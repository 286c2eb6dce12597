import { test } from '@japa/runner'
import type { Actor } from '#tests/support/actor'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { canvasTogether } from '#tests/support/canvas_together'
import { LOOKS, nameOfLook, pictureFile, Stage, type Look } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

test.group('Being on a canvas together', (group) => {
  const stage = Stage.for(group)

  const together = (look?: Look) => canvasTogether(stage, look)
  const nameOf = async (actor: Actor, count: number) =>
    actor.named('button', 'canvas.company.people', { count }).click()
  /** How much the view shows, in per cent of life. */
  const percent = ({ actor }: CanvasPage) =>
    actor.page
      .getByRole('button', { name: /\d+\s%/ })
      .getAttribute('aria-label')
      .then((label) => Number(/\d+/.exec(label ?? '')?.[0]))

  test('one is counted oneself, and listed as oneself', async ({ assert }) => {
    const canvas = await new CanvasPage(await stage.enter('owner')).open()
    const { actor } = canvas
    await nameOf(actor, 1)
    const panel = actor.page.getByRole('group', {
      name: actor.words('canvas.company.label'),
      exact: true,
    })
    const people = await panel.getByRole('listitem').allInnerTexts()
    assert.lengthOf(people, 1)
    assert.include(people[0], actor.words('canvas.company.you'))
    await panel.getByText(actor.words('canvas.company.alone')).waitFor()
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  test('one sees what another sees, until one moves the view', async ({ assert }) => {
    const { leading, taking } = await together()
    const guest = taking.actor
    await nameOf(guest, 2)
    await guest.page.getByRole('button', { name: guest.words('canvas.company.follow') }).click()
    const follows = guest.page
      .getByText(/^You see what .* sees\.$/)
      .locator('visible=true')
      .first()
    await follows.waitFor()
    const before = await percent(taking)
    await leading.actor.press('canvas.toolbar.zoomIn')
    await leading.actor.press('canvas.toolbar.zoomIn')
    await guest.page
      .getByRole('button', { name: new RegExp(`\\(${await percent(leading)}\\s%`) })
      .waitFor()
    assert.notEqual(await percent(taking), before)
    // The arrow keys move the view by one's own hand.
    await taking.stage.focus()
    await taking.press('Escape', 'ArrowLeft')
    await guest.page.getByRole('status').getByText(guest.words('canvas.company.left')).waitFor()
    await follows.waitFor({ state: 'detached' })
    assert.deepEqual(guest.complaints, [])
    await guest.context.close()
    await leading.actor.context.close()
  })

  test('who leads brings everybody along, and everybody may look for themselves', async ({
    assert,
  }) => {
    const { leading, taking } = await together()
    const [lead, guest] = [leading.actor, taking.actor]
    await nameOf(guest, 2)
    assert.equal(await guest.named('button', 'canvas.company.call').count(), 0)
    await guest.page.keyboard.press('Escape')
    await nameOf(lead, 2)
    await lead.press('canvas.company.call')
    await lead.sees('canvas.company.calling')
    await guest.page
      .getByRole('status')
      .getByText(/has brought everyone here/)
      .waitFor()
    await lead.page.keyboard.press('Escape')
    await lead.press('canvas.toolbar.zoomOut')
    await lead.page.screenshot({ path: pictureFile('canvas-calling') })
    await guest.page
      .getByRole('button', { name: new RegExp(`\\(${await percent(leading)}\\s%`) })
      .waitFor()
    await guest.page.screenshot({ path: pictureFile('canvas-called') })
    await guest.press('canvas.company.leave')
    await guest.page.getByRole('status').getByText(guest.words('canvas.company.left')).waitFor()
    await lead.press('canvas.company.letGo')
    await lead.page.getByText(lead.words('canvas.company.calling')).waitFor({ state: 'detached' })
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await guest.context.close()
    await lead.context.close()
  })

  test('words stand at the pointer and are read aloud, with nothing that turns them', async ({
    assert,
  }) => {
    const { leading, taking } = await together()
    const [lead, guest] = [leading.actor, taking.actor]
    await taking.stage.focus()
    await taking.press('/')
    await guest.page.getByLabel(guest.words('canvas.company.sayLabel')).fill('Look \u202Eereh')
    await taking.press('Enter')
    await lead.page.getByRole('status').getByText('Noa: Look ereh').waitFor()
    await lead.page.locator('.canvas-words', { hasText: 'Look ereh' }).waitFor()
    await lead.page.screenshot({ path: pictureFile('canvas-words') })
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await guest.context.close()
    await lead.context.close()
  })

  test('light is seen where somebody points, by pointer or by keyboard', async ({ assert }) => {
    const { leading, taking } = await together()
    const [lead, guest] = [leading.actor, taking.actor]
    const lit = lead.page.locator('.canvas-laser:not([hidden])')
    await taking.choose('canvas.tools.laser')
    await taking.drag([300, 300], [360, 320], [420, 380])
    await lit.waitFor({ state: 'attached' })
    await lead.page.locator('.canvas-laser[hidden]').waitFor({ state: 'attached' })
    await taking.choose('canvas.tools.note')
    await taking.tap(500, 300)
    await taking.write('Here')
    await taking.focus(/Here/)
    await taking.stage.focus()
    await taking.press('.')
    await lit.waitFor({ state: 'attached' })
    assert.equal((await leading.list()).length, 1)
    assert.deepEqual([...lead.complaints, ...guest.complaints], [])
    await guest.context.close()
    await lead.context.close()
  })

  test('the overview moves the view, by pointer and by keyboard, and is kept with the dots', async ({
    assert,
  }) => {
    const canvas = await new CanvasPage(await stage.enter('participant')).open()
    const { actor } = canvas
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 300)
    await canvas.write('Far from here')
    await actor.press('canvas.toolbar.moreView')
    await actor.press('canvas.toolbar.map')
    await actor.press('canvas.toolbar.grid')
    const map = actor.named('button', 'canvas.map.label')
    const sight = map.locator('span')
    const place = async () => (await sight.getAttribute('style')) ?? ''
    await waitUntil(async () => (await place()).includes('translate'))
    const before = await place()
    await map.focus()
    await canvas.press('ArrowRight')
    await waitUntil(async () => (await place()) !== before)
    await map.click({ position: { x: 5, y: 5 } })
    await actor.page.screenshot({ path: pictureFile('canvas-overview') })
    const again = await new CanvasPage(actor).open()
    await map.waitFor()
    assert.equal(await actor.page.locator('.canvas-grid').isVisible(), false)
    await again.actor.press('canvas.toolbar.moreView')
    await again.actor.press('canvas.toolbar.map')
    await map.waitFor({ state: 'detached' })
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  })

  for (const look of LOOKS) {
    test(`shows who is there without fault for axe (${nameOfLook(look)})`, async ({ assert }) => {
      const { leading, taking } = await together(look)
      const { actor } = taking
      for (const opened of ['people', 'more', 'say'] as const) {
        if (opened === 'people') await nameOf(actor, 2)
        if (opened === 'more') await actor.press('canvas.toolbar.moreView')
        if (opened === 'more') await actor.press('canvas.toolbar.map')
        // The overview stands beside the comments, which a click would not reach beneath it.
        await actor.named('button', 'comments.button', { open: 0, fresh: 0 }).click({ trial: true })
        if (opened === 'say') await actor.press('canvas.company.say')
        const name = `canvas-company-${opened}-${nameOfLook(look)}`
        await actor.page.screenshot({ path: pictureFile(name) })
        assert.deepEqual(await violations(actor.page), [], name)
      }
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
      await leading.actor.context.close()
    })
  }
})
