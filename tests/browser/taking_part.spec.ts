import { test } from '@japa/runner'
import type { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

interface Planned {
  id: string
  joinCode: string
}

test.group('Taking part', (group) => {
  const stage = Stage.for(group)
  let lead: Api
  let session: Planned

  group.each.setup(async () => {
    lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    session = await lead.post<Planned>('/sessions', { journey: 'crossroads' })
    await lead.post(`/sessions/${session.id}/start`)
  })

  const joinAsGuest = async (name: string, how: { phone?: boolean } = {}) => {
    const guest = await stage.enter(null, how)
    await guest.goto(`/join/${session.joinCode}`)
    await guest.page.getByLabel(guest.words('programs.join.name.label')).fill(name)
    await guest.press('programs.join.enter')
    await guest.page.waitForURL('**/live')
    return guest
  }

  const signOut = async (actor: Actor) => {
    const menu = actor.page.locator('details', {
      has: actor.page.locator('form[action="/sign-out"]'),
    })
    await menu.locator('summary:visible').click()
    await menu.locator('form[action="/sign-out"] button:visible').click()
  }
  const isSignedIn = async ({ page, url }: Actor) =>
    (await page.request.get(`${url}/account`, { maxRedirects: 0 })).status() === 200

  test('signs out at the first press, and saves what is being written first', async ({
    assert,
  }) => {
    const person = stage.person('participant')
    const actor = await stage.enter(null, { phone: true })
    const { page } = actor
    await actor.signIn(person)
    assert.isTrue(await isSignedIn(actor))
    await signOut(actor)
    await page.waitForURL(`${stage.appliance.url}/`)
    assert.isFalse(await isSignedIn(actor))

    const words = 'Written in the moment of leaving.'
    await actor.signIn(person)
    await actor.goto('/journal/new')
    await page.getByLabel(actor.words('journal.text.label')).fill(words)
    await signOut(actor)
    await page.waitForURL(`${stage.appliance.url}/`)
    assert.isFalse(await isSignedIn(actor))
    assert.equal(await page.evaluate('Object.keys(localStorage).length'), 0)
    await actor.signIn(person)
    await actor.goto('/journal')
    await page.getByText(words).waitFor()
    await actor.context.close()
  })

  test('tells a guest who signs out that nobody can come back to their journal', async ({
    assert,
  }) => {
    const guest = await joinAsGuest('Noor')
    await guest.goto('/journal')
    await guest.sees('journal.guest.text')
    await signOut(guest)
    await guest.page.getByRole('dialog').waitFor()
    await guest.sees('interface.person.leaving.text')
    await guest.press('interface.person.leaving.stay')
    assert.isTrue(await isSignedIn(guest))
    await guest.page.locator('form[action="/sign-out"] button:visible').click()
    await guest.page
      .getByRole('dialog')
      .getByRole('button', { name: guest.words('interface.person.signOut') })
      .click()
    await guest.page.waitForURL(`${stage.appliance.url}/`)
    assert.isFalse(await isSignedIn(guest))
    await guest.context.close()
  })

  test('lays cards of words beside pictures, and no control over another', async ({ assert }) => {
    const guest = await joinAsGuest('Noor', { phone: true })
    const { page } = guest
    type Found = { cards: { id: string; src400: string | null }[]; total: number; pageSize: number }
    const first = await lead.get<Found>('/cards')
    const last = await lead.get<Found>(`/cards?page=${Math.ceil(first.total / first.pageSize)}`)
    const all = [...first.cards, ...last.cards]
    const picked = [
      all.find(({ src400 }) => src400 === null)?.id,
      all.find(({ src400 }) => src400 !== null)?.id,
    ]
    await lead.post(`/sessions/${session.id}/next`, { sequence: 1 })
    await lead.post(`/sessions/${session.id}/choose`, { phaseIndex: 1, cards: picked })
    const table = page.getByRole('region', { name: guest.words('live.table.title') })
    await table.getByRole('listitem').nth(1).waitFor()
    const laid = await page.evaluate<{ isSquare: boolean; holdsAll: boolean }[]>(
      `[...document.querySelectorAll('section[aria-labelledby=table] li')].map((item) => {
        const face = item.querySelector('.picture').getBoundingClientRect()
        const end = item.lastElementChild.getBoundingClientRect().bottom
        return {
          isSquare: Math.abs(face.width - face.height) < 1,
          holdsAll: end < item.getBoundingClientRect().bottom + 1,
        }
      })`
    )
    assert.deepEqual(laid, [
      { isSquare: true, holdsAll: true },
      { isSquare: true, holdsAll: true },
    ])

    await lead.post(`/sessions/${session.id}/next`, { sequence: 2 })
    await guest.named('button', 'canvas.toolbar.cards').waitFor()
    const tray = page.getByRole('region', { name: guest.words('canvas.tray.label') })
    if (!(await tray.isVisible())) await guest.press('canvas.toolbar.cards')
    await tray.getByRole('listitem').getByRole('button').first().click()
    const remove = await guest.named('button', 'canvas.toolbar.remove').boundingBox()
    const zoom = await page
      .getByRole('group', { name: guest.words('canvas.toolbar.zoom') })
      .boundingBox()
    if (!remove || !zoom) throw new Error('A control is missing')
    const isBeside = remove.x + remove.width <= zoom.x || remove.y >= zoom.y + zoom.height
    assert.isTrue(isBeside, 'the zoom lies over the button that removes')
    await guest.context.close()
  })

  test('says nothing of saving before a word is written', async ({ assert }) => {
    const guest = await joinAsGuest('Noor')
    await guest.goto('/journal/new')
    const words = guest.page.getByLabel(guest.words('journal.text.label'))
    await words.click()
    await words.blur()
    assert.equal(await guest.page.getByText(guest.words('journal.status.saved')).count(), 0)
    await words.fill('A first sentence.')
    await guest.sees('journal.status.saved')
    await guest.context.close()
  })

  test('tells a guest whose part has ended what is kept, and asks for no sign-in', async ({
    assert,
  }) => {
    const guest = await joinAsGuest('Noor')
    const { people } = await lead.get<{ people: { id: string }[] }>(`/sessions/${session.id}`)
    await guest.sees('live.here', { count: 1 })
    const owner = await stage.enter('owner')
    const token = (await owner.context.cookies()).find(({ name }) => name === 'XSRF-TOKEN')
    await owner.page.request.delete(`${stage.appliance.url}/people/${people[0]?.id}`, {
      headers: { 'x-xsrf-token': decodeURIComponent(token?.value ?? '') },
      maxRedirects: 0,
    })
    await guest.sees('live.connection.guestEnded')
    await guest.sees('live.connection.guestKept')
    assert.equal(await guest.named('link', 'live.connection.signIn').count(), 0)
    for (const { context } of [guest, owner]) await context.close()
  })

  test('says on the canvas that the session has ended', async ({ assert }) => {
    const guest = await joinAsGuest('Noor')
    await guest.goto(`/sessions/${session.id}/canvas`)
    await guest.named('button', 'canvas.tools.pen').waitFor()
    await lead.post(`/sessions/${session.id}/end`)
    await guest.sees('canvas.connection.sessionEnded')
    assert.equal(await guest.page.getByText(guest.words('canvas.connection.readOnly')).count(), 0)
    await guest.context.close()
  })

  test('leaves the view where a text was begun before the canvas was connected', async ({
    assert,
  }) => {
    const guest = await joinAsGuest('Noor', { phone: true })
    const { page } = guest
    const gate = Promise.withResolvers<undefined>()
    await page.routeWebSocket(/\/canvas\//, async (socket) => {
      await gate.promise
      socket.connectToServer()
    })
    await guest.goto(`/sessions/${session.id}/canvas`)
    await guest.press('canvas.toolbar.more')
    await guest.press('canvas.tools.text')
    await page.getByRole('application').tap({ position: { x: 300, y: 500 } })
    const field = page.getByLabel(guest.words('canvas.text.field'))
    const begun = await field.boundingBox()
    await guest.sees('canvas.connection.connecting')
    gate.resolve(undefined)
    await page.getByText(guest.words('canvas.connection.connecting')).waitFor({ state: 'detached' })
    assert.isNotNull(begun)
    assert.deepEqual(await field.boundingBox(), begun)
    await guest.context.close()
  })

  test('writes on the canvas of a phone without losing the place', async ({ assert }) => {
    const guest = await joinAsGuest('Noor', { phone: true })
    const { page } = guest
    await guest.goto(`/sessions/${session.id}/canvas`)
    await guest.named('button', 'canvas.toolbar.more').waitFor()
    const stage = page.getByRole('application')
    const box = await stage.boundingBox()
    if (!box) throw new Error('There is no stage')
    // On the right and low, where neither the field nor the keyboard leaves room.
    const at = { x: Math.round(box.width * 0.8), y: Math.round(box.height * 0.62) }
    await guest.press('canvas.toolbar.more')
    await guest.press('canvas.tools.text')
    await stage.tap({ position: at })
    const field = page.getByLabel(guest.words('canvas.text.field'))
    await field.waitFor()
    const place = async () => {
      const found = await field.boundingBox()
      if (!found) throw new Error('The field is gone')
      return { top: found.y, middle: found.x + found.width / 2, ...found }
    }
    // Where the finger was is where the text begins, wholly in view; the view has not moved.
    const begun = await place()
    assert.closeTo(begun.y + begun.height / 2, box.y + at.y, 24)
    assert.isAtLeast(begun.x, box.x)
    assert.isAtMost(begun.x + begun.width, box.x + box.width)
    const lies = await page.locator('[data-element]').first().getAttribute('data-place')
    const [x = NaN, y = NaN] = (lies ?? '').split(' ').map(Number)
    assert.closeTo(x + box.width / 2, begun.middle - box.x, 2)
    assert.closeTo(y + box.height / 2, begun.top - box.y, 2)
    // The keyboard takes the lower half: the field stays in view, and sideways nothing moves.
    await page.setViewportSize({ width: 390, height: 460 })
    await page.waitForFunction('innerHeight === 460')
    await field.pressSequentially('Here')
    const inView = async () => {
      const { top, height } = await place()
      return top >= 0 && top + height <= 460
    }
    await waitUntil(inView)
    assert.closeTo((await place()).middle, begun.middle, 2)
    assert.isTrue(
      await field.evaluate((element) => element === element.ownerDocument.activeElement)
    )
    // The keyboard goes: the text lies where it was begun.
    await page.setViewportSize({ width: 390, height: 844 })
    await page.waitForFunction('innerHeight === 844')
    await waitUntil(async () => Math.abs((await place()).top - begun.top) < 2)
    assert.closeTo((await place()).middle, begun.middle, 2)
    assert.equal(await page.evaluate('scrollX + scrollY'), 0)
    await guest.context.close()
  })

  test('chooses on a phone from a deck that leaves the rest of the page within reach', async ({
    assert,
  }) => {
    const guest = await joinAsGuest('Noor', { phone: true })
    const { page } = guest
    await lead.post(`/sessions/${session.id}/next`, { sequence: 1 })
    const deck = page.getByRole('list', { name: guest.words('library.chooser.label') })
    const tray = page.getByRole('region', { name: guest.words('library.chooser.tray') })
    const card = (index: number) => deck.locator('button[aria-pressed]').nth(index)
    await card(23).waitFor()
    assert.isBelow(await page.evaluate<number>('document.documentElement.scrollHeight'), 2400)
    for (const index of [0, 1, 23]) await card(index).tap()
    await tray.getByText(guest.words('library.chooser.count', { chosen: 3, most: 3 })).waitFor()
    assert.equal(await tray.getByRole('listitem').count(), 3)
    // One more than there is room for is answered where it can be seen.
    const full = tray.getByText(guest.words('library.chooser.full'))
    assert.equal(await full.count(), 0)
    await card(20).tap()
    await full.waitFor()
    const box = await full.boundingBox()
    assert.isTrue(box !== null && box.y > 0 && box.y + box.height <= 844, 'what is said is in view')
    // Put back in the tray, looked at in full, and chosen there.
    await tray.getByRole('button').first().tap()
    await tray.getByText(guest.words('library.chooser.count', { chosen: 2, most: 3 })).waitFor()
    assert.equal(await full.count(), 0)
    await deck.getByRole('listitem').nth(4).getByRole('button').last().tap()
    await guest.press('library.chooser.takeThis')
    await tray.getByText(guest.words('library.chooser.count', { chosen: 3, most: 3 })).waitFor()
    assert.equal(await card(4).getAttribute('aria-pressed'), 'true')
    const table = page.getByRole('region', { name: guest.words('live.table.title') })
    await table.getByRole('listitem').nth(2).waitFor()
    await guest.context.close()
  })
})
