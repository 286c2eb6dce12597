import { test } from '@japa/runner'
import { Client } from 'pg'
import type { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { demoPeople } from '#tests/support/demo'
import { endSession, planSession } from '#tests/support/planned_session'
import { Stage } from '#tests/support/stage'

const SECRET = 'What I have not told anybody yet: the bridge is me.'

interface Me {
  person: { id: string; locale: string }
  organisation: { id: string }
}

/** Waits until so many elements lie on the canvas that somebody looks at. */
async function waitForElements({ page }: Actor, count: number): Promise<void> {
  await page
    .locator('[data-element]')
    .nth(count - 1)
    .waitFor({ state: 'attached' })
}

/** The ids of what lies on the canvas that somebody looks at. */
function elementsSeenBy({ page }: Actor): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-element]')].map((found) => found.dataset.element).sort()`
  )
}

test.group('A facilitated session', (group) => {
  const stage = Stage.for(group)

  test('goes from sign-in to its end, survives a kill, and keeps a private entry private', async ({
    assert,
    cleanup,
  }) => {
    const { url, home } = stage.appliance
    const people = await Promise.all(
      demoPeople(home)
        .filter(({ role }) => role === 'participant')
        .map(async (person) => {
          const me = await (await Api.signIn(url, person)).get<Me>('/me')
          return { ...person, me }
        })
    )
    const hebrew = people.find(({ me }) => me.person.locale === 'he')
    const english = people.find(({ me }) => me.person.locale === 'en')
    if (!hebrew || !english) throw new Error('The demo lacks a participant')

    const lead = await stage.enter(null)
    const writer = await stage.enter(null)
    const phone = await stage.enter(null, { phone: true, locale: 'he' })
    const guest = await stage.enter(null, { dark: true })
    const all = [lead, writer, phone, guest]

    const { session, link } = await planSession(lead, home)

    // Join: two with an account, one as a guest.
    await writer.signIn(english)
    await phone.signIn(hebrew)
    for (const known of [writer, phone]) {
      await known.page.goto(link)
      await known.press('programs.join.enter')
      await known.page.waitForURL('**/live')
      await known.sees('live.lobby.title')
    }
    await guest.page.goto(link)
    await guest.page.getByLabel(guest.words('programs.join.name.label')).fill('Noor')
    await guest.press('programs.join.enter')
    await guest.page.waitForURL('**/live')
    await lead.sees('live.here', { count: 4 })

    // Pause: one writes for herself.
    const { phases } = await (
      await Api.signIn(url, stage.person('facilitator'))
    ).get<{ phases: { title: string }[] }>(`/sessions/${session}`)
    const reach = async (index: number) => {
      const name = phases[index]?.title ?? ''
      for (const { page } of [lead, writer, guest])
        await page.getByRole('heading', { name }).waitFor()
      const current = phone.page.locator('[aria-current=step]')
      await current.waitFor()
    }
    await lead.press('live.control.start')
    await reach(0)
    await writer.page.getByLabel(writer.words('journal.text.label')).fill(SECRET)
    await writer.sees('journal.status.saved')
    // What was written is there again after a reload, to write on.
    await writer.page.reload()
    const words = writer.page.getByLabel(writer.words('journal.text.label'))
    await words.waitFor()
    assert.equal(await words.inputValue(), SECRET)

    // Expand: the phone follows, and chooses a card.
    await lead.press('live.control.next')
    await reach(1)
    await phone.page.locator('button[aria-pressed=false]').first().click()
    await phone.page.locator('button[aria-pressed=true]').first().waitFor()

    // Focus: what one lays down on the shared canvas, everybody sees.
    await lead.press('live.control.next')
    await reach(2)
    const layDown = (actor: Actor, index: number) =>
      actor.page
        .getByRole('region', { name: actor.words('canvas.tray.label') })
        .getByRole('listitem')
        .getByRole('button')
        .nth(index)
    await layDown(writer, 0).focus()
    await writer.page.keyboard.press('Enter')
    for (const actor of all) await waitForElements(actor, 1)
    await layDown(guest, 2).click()
    for (const actor of all) await waitForElements(actor, 2)
    const before = await elementsSeenBy(lead)
    for (const { page } of all) {
      // Layers with nothing on them are hidden, and have no width.
      const stretched = await page.evaluate<number[]>(
        `[...document.querySelectorAll('canvas')]
          .filter((drawn) => drawn.clientWidth > 0)
          .map((drawn) => Math.abs(drawn.width / devicePixelRatio - drawn.clientWidth))`
      )
      assert.isNotEmpty(stretched)
      assert.isAtMost(Math.max(...stretched), 1, 'what is drawn lies where it is')
    }

    // The server is killed in the middle, and started again.
    await stage.withoutAppliance(async () => undefined)
    for (const actor of all) {
      await actor.page.reload()
      await waitForElements(actor, 2)
      assert.deepEqual(await elementsSeenBy(actor), before)
    }
    await reach(2)

    // Do, and the end.
    await lead.press('live.control.next')
    await reach(3)
    await endSession(lead)
    for (const actor of all) await actor.sees('live.ended.title')

    // The entry is the writer's alone: by page …
    await writer.goto('/journal')
    await writer.page.getByText(SECRET).first().waitFor()
    await lead.goto('/journal')
    await lead.sees('journal.empty.title')
    assert.notInclude(await lead.page.content(), SECRET)
    // … by API …
    const { entries } = await (
      await Api.signIn(url, english)
    ).get<{ entries: { id: string; text: string }[] }>('/journal/entries')
    const entry = entries.find(({ text }) => text === SECRET)
    assert.exists(entry)
    for (const role of ['facilitator', 'admin', 'owner'] as const) {
      const { token } = await Api.signIn(url, stage.person(role))
      const answer = await fetch(`${url}/api/v1/journal/entries/${entry?.id}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      assert.equal(answer.status, 404)
    }
    for (const { complaints, outside } of all) {
      assert.deepEqual(complaints, [])
      assert.deepEqual(outside, [])
    }

    // … and by SQL in the application's role.
    const facilitator = await (await Api.signIn(url, stage.person('facilitator'))).get<Me>('/me')
    const client = new Client({ connectionString: stage.appliance.databaseUrl })
    await client.connect()
    cleanup(() => client.end())
    const authorsSeenBy = async (person: string) => {
      await client.query('begin')
      await client.query(
        `select set_config('app.organisation_id', $1, true), set_config('app.person_id', $2, true)`,
        [facilitator.organisation.id, person]
      )
      const { rows } = await client.query<{ person_id: string; text: Buffer }>(
        'select person_id, text from journal_entries'
      )
      await client.query('commit')
      for (const { text } of rows) assert.notInclude(text.toString(), SECRET)
      return rows.map(({ person_id }) => person_id)
    }
    assert.notInclude(await authorsSeenBy(facilitator.person.id), english.me.person.id)
    assert.include(await authorsSeenBy(english.me.person.id), english.me.person.id)
  })
})
