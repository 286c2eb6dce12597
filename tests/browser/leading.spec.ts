import { test } from '@japa/runner'
import type { Locator } from 'playwright-core'
import type { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { Stage } from '#tests/support/stage'
import { Visitor } from '#tests/support/visitor'

interface Planned {
  id: string
  joinCode: string
  phases: { title: string }[]
}

/** Whether all of it can be seen without scrolling. */
async function isInView(found: Locator): Promise<boolean> {
  const box = await found.boundingBox()
  const size = found.page().viewportSize()
  if (!box || !size) return false
  return box.y >= 0 && box.y + box.height <= size.height && box.x + box.width <= size.width
}

test.group('Leading a session', (group) => {
  const stage = Stage.for(group)

  const plan = async () => {
    const lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    return { lead, session: await lead.post<Planned>('/sessions', { journey: 'crossroads' }) }
  }
  const heading = ({ page }: Actor, session: Planned, index: number) =>
    page.getByRole('heading', { level: 1, name: session.phases[index]?.title ?? '' })

  test('goes one phase on when two who lead press at the same time', async ({ assert }) => {
    const { lead, session } = await plan()
    await lead.post(`/sessions/${session.id}/start`)
    const first = await stage.enter('facilitator')
    const second = await stage.enter('admin')
    // The second one's hand was on its way when the phase changed under it.
    await second.page.clock.install()
    for (const actor of [first, second]) {
      await actor.goto(`/sessions/${session.id}/live`)
      await heading(actor, session, 0).waitFor()
    }
    for (const actor of [first, second]) await actor.sees('live.here', { count: 2 })
    await second.page.clock.pauseAt(Date.now() + 60_000)
    await first.press('live.control.next')
    await heading(second, session, 1).waitFor()
    await second.press('live.control.next')
    await second.sees('programs.errors.stale')
    await heading(second, session, 1).waitFor()
    assert.include(await lead.get(`/sessions/${session.id}`), { phaseIndex: 1 })
    // Who has seen where it is now goes on from there.
    await second.press('live.control.next')
    for (const actor of [first, second]) await heading(actor, session, 2).waitFor()
    // And a hand that presses twice goes one phase on.
    await second.named('button', 'live.control.next').dblclick()
    for (const actor of [first, second]) await heading(actor, session, 3).waitFor()
    for (const { context } of [first, second]) await context.close()
  })

  test('asks about the end although the step before it is not answered yet', async ({ assert }) => {
    const { lead, session } = await plan()
    await lead.post(`/sessions/${session.id}/start`)
    const actor = await stage.enter('facilitator')
    await actor.goto(`/sessions/${session.id}/live`)
    const next = actor.named('button', 'live.control.next')
    await next.waitFor()
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await actor.page.route('**/next', async (route) => {
      const response = await route.fetch()
      await released
      await route.fulfill({ response })
    })
    await next.click()
    await heading(actor, session, 1).waitFor()
    await actor.press('live.control.end')
    const answered = actor.page.waitForResponse('**/next')
    release()
    await answered
    await next.and(actor.page.locator(':not([aria-disabled])')).waitFor({ state: 'attached' })
    await actor.page
      .getByRole('dialog')
      .getByRole('button', { name: actor.words('live.control.end') })
      .click()
    await actor.sees('live.ended.title')
    assert.include(await lead.get(`/sessions/${session.id}`), { state: 'ended' })
    await actor.context.close()
  })

  test('ends on the page with the role, without a word of signing in', async () => {
    const { lead, session } = await plan()
    const { person } = await lead.get<{ person: { id: string } }>('/me')
    const owner = await new Visitor(stage.appliance.url).signIn(stage.person('owner'))
    const give = (role: string) => owner.submit('POST', `/people/${person.id}/role`, { role })
    await lead.post('/sessions/join', { code: session.joinCode })
    await lead.post(`/sessions/${session.id}/open`)
    const actor = await stage.enter('facilitator')
    await actor.goto(`/sessions/${session.id}/live`)
    await actor.sees('live.here', { count: 1 })
    await give('participant')
    await actor.sees('core.errors.notFound')
    await give('facilitator')
    await actor.context.close()
  })

  test('shows the time, the next step and who is ready without scrolling', async ({ assert }) => {
    const { lead, session } = await plan()
    const participant = await Api.signIn(stage.appliance.url, stage.person('participant'))
    await lead.post(`/sessions/${session.id}/open`)
    await participant.post('/sessions/join', { code: session.joinCode })
    await lead.post(`/sessions/${session.id}/start`)
    await lead.post(`/sessions/${session.id}/next`, { sequence: 2 })
    const actor = await stage.enter('facilitator')
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
    ]) {
      await actor.page.setViewportSize(size)
      await actor.goto(`/sessions/${session.id}/live`)
      const people = actor.page.getByRole('region', { name: actor.words('live.people.title') })
      await people.getByRole('listitem').first().waitFor()
      await actor.page.locator('button[aria-pressed]').nth(5).waitFor()
      assert.isTrue(await isInView(actor.page.getByRole('timer')), 'the time')
      assert.isTrue(await isInView(actor.named('button', 'live.control.next')), 'the next step')
      assert.isTrue(await isInView(people), 'who is here')
      await actor.sees('live.people.chose', { count: 0, all: 1 })
    }
    const { cards } = await participant.get<{ cards: { id: string }[] }>('/cards')
    await participant.post(`/sessions/${session.id}/choose`, {
      phaseIndex: 1,
      cards: [cards[0]?.id],
    })
    await actor.sees('live.people.chose', { count: 1, all: 1 })
    await actor.context.close()
  })

  test('takes the focus along to what a press has brought', async ({ assert }) => {
    const lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    const session = await lead.post<Planned>('/sessions', { journey: 'arriving' })
    await lead.post(`/sessions/${session.id}/open`)
    const actor = await stage.enter('facilitator')
    const { page } = actor
    const focused = page.locator(':focus')
    await actor.goto(`/sessions/${session.id}/live`)
    await actor.named('button', 'live.control.start').press('Enter')
    await heading(actor, session, 0).and(focused).waitFor()
    await actor.named('button', 'live.draw.action').press('Enter')
    await page.getByRole('heading', { level: 2 }).and(focused).waitFor()
    const word = await focused.innerText()
    await actor.named('button', 'live.draw.again').press('Enter')
    await page.getByRole('heading', { level: 2 }).and(focused).waitFor()
    assert.notEqual(await focused.innerText(), word)
    await actor.named('button', 'live.control.end').press('Enter')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: actor.words('live.control.end') })
      .press('Enter')
    await page
      .getByRole('heading', { level: 1, name: actor.words('live.ended.title') })
      .and(focused)
      .waitFor()
    await actor.context.close()
  })

  test('shows the plan as it is, also by the way back', async ({ assert }) => {
    const { session } = await plan()
    const actor = await stage.enter('facilitator')
    await actor.goto('/home')
    await actor.page.locator(`a[href$="/sessions/${session.id}"]`).click()
    const title = actor.page.getByLabel(actor.words('programs.plan.name'))
    await title.fill('Another name')
    await actor.press('programs.save')
    await actor.page.getByRole('heading', { level: 1, name: 'Another name' }).waitFor()
    await actor.press('programs.plan.openLobby')
    await actor.page.waitForURL('**/live')
    await actor.page.goBack()
    await actor.named('link', 'programs.plan.goLive').waitFor()
    await actor.page.getByText(actor.words('programs.state.lobby'), { exact: true }).waitFor()
    assert.equal(await title.inputValue(), 'Another name')
    await actor.page.goBack()
    await actor.page.getByRole('heading', { name: 'Another name' }).waitFor()
    await actor.context.close()
  })

  test('calls a planned session off, and tells who comes to its door', async ({ assert }) => {
    const { session } = await plan()
    const actor = await stage.enter('facilitator')
    const visitor = await stage.enter(null, { phone: true })
    await actor.goto(`/sessions/${session.id}`)
    await actor.press('programs.plan.callOff.action')
    await actor.page
      .getByRole('dialog')
      .getByRole('button', { name: actor.words('programs.plan.callOff.sure') })
      .click()
    await actor.page.waitForURL('**/home')
    assert.equal(await actor.page.locator(`a[href*="${session.id}"]`).count(), 0)
    await visitor.goto(`/join/${session.joinCode}`)
    await visitor.sees('programs.join.calledOff.title')
    for (const { context } of [actor, visitor]) await context.close()
  })
})
