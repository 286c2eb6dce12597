import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { askForPassword, mailsTo, names, recovered, until, without } from '#tests/support/away'
import { deckEntries } from '#tests/support/deck_zip'
import { demoPeople, demoPerson } from '#tests/support/demo'
import { LiveClient } from '#tests/support/live_client'
import { SessionUnderWay } from '#tests/support/session_under_way'
import { zipOf } from '#tests/support/zip'

/** Longest until presence is right again. Milliseconds. */
const PRESENCE_FOLLOWS = 15_000

/** Lines of “What people see while a part is away” in docs/operator/services.md. */
test.group('While a service is away in the middle of a session', (group) => {
  const underWay = SessionUnderWay.for(group)

  const participants = () =>
    demoPeople(underWay.cluster.home).filter(({ role }) => role === 'participant')

  /** The session goes on as if nothing were the matter. */
  async function goesOn(): Promise<void> {
    const { journey } = underWay
    await journey.draw(journey.guest)
    await journey.lead.page.reload()
    await journey.seesAll(journey.lead)
  }

  test('NATS: people notice nothing, and mail follows', async ({ assert }) => {
    const { browser, cluster, journey } = underWay
    const { email } = demoPerson(cluster.home, 'owner')
    await without(cluster.services.nats, async () => {
      await askForPassword(browser, cluster, email)
      await goesOn()
      await names(cluster, { name: 'events', reason: 'unreachable' }, 200)
      assert.equal(await mailsTo(cluster, email), 0)
    })
    await until(async () => (await mailsTo(cluster, email)) === 1)
    await recovered(cluster)
    await journey.draw(journey.writer)
  })

  test('Valkey: each node shows its own people and keeps limits, and presence becomes whole again', async ({
    assert,
    cleanup,
  }) => {
    const { cluster, journey } = underWay
    const [first, second] = cluster.webs
    const follow = async (url: string, index: number) => {
      const api = await Api.signIn(url, participants()[index] ?? { email: '', password: '' })
      await api.post('/sessions/join', { code: journey.joinCode })
      const { id } = (await api.get<{ person: { id: string } }>('/me')).person
      const client = await LiveClient.of({ token: api.token ?? '' }, url)
      cleanup(() => client.close())
      await client.subscribe(`session:${journey.session}`)
      return { client, id }
    }
    const here = await follow(first.url, 1)
    const there = await follow(second.url, 2)
    const sees = async ({ client }: typeof here, one: typeof here, isSeen: boolean) => {
      await client.hears(
        ({ people }) =>
          Array.isArray(people) && people.some((person) => person?.id === one.id) === isSeen,
        PRESENCE_FOLLOWS
      )
      client.heard.length = 0
    }
    await sees(here, there, true)
    await sees(there, here, true)

    const guess = async (url: string, email: string) => {
      const answer = await fetch(`${url}/api/v1/sessions/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: 'not the password' }),
      })
      return answer.status
    }
    const sixGuesses = async (url: string, email: string) => {
      const statuses: number[] = []
      for (let count = 0; count < 6; count++) statuses.push(await guess(url, email))
      return statuses
    }
    const FIVE_AND_NO_MORE = [401, 401, 401, 401, 401, 429]
    assert.deepEqual(await sixGuesses(first.url, 'before@example.org'), FIVE_AND_NO_MORE)

    await without(cluster.services.valkey, async () => {
      await sees(here, there, false)
      await sees(there, here, false)
      assert.equal(await guess(first.url, 'before@example.org'), 429)
      assert.deepEqual(await sixGuesses(second.url, 'during@example.org'), FIVE_AND_NO_MORE)
      await goesOn()
      await names(cluster, { name: 'redis', reason: 'unreachable' }, 200)
    })
    await sees(here, there, true)
    await sees(there, here, true)
    await recovered(cluster)
    assert.equal(await guess(first.url, 'before@example.org'), 429)
    assert.equal(await guess(second.url, 'during@example.org'), 429)
    await journey.draw(journey.writer)
  })

  /** Brings a deck with one picture. */
  async function bring() {
    const { cluster } = underWay
    const owner = await Api.signIn(cluster.url, demoPerson(cluster.home, 'owner'))
    const form = new FormData()
    const zip = new Uint8Array(zipOf(Object.values(await deckEntries('team'))))
    form.set('deck', new Blob([zip]), 'team.zip')
    form.set('replace', '1')
    const answer = await fetch(`${cluster.url}/api/v1/decks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.token}` },
      body: form,
    })
    return { status: answer.status, said: await answer.text() }
  }

  test('the S3 server: brought pictures are missing, and come with the next look', async ({
    assert,
    cleanup,
  }) => {
    const { browser, cluster, journey } = underWay
    assert.equal((await bring()).status, 201)
    const looking = await Actor.enter(browser, cluster.url)
    const bringing = await Actor.enter(browser, cluster.url)
    cleanup(async () => {
      await looking.context.close()
      await bringing.context.close()
    })
    await looking.signIn(participants()[1] ?? { role: 'participant', email: '', password: '' })
    await bringing.signIn(demoPerson(cluster.home, 'owner'))
    for (const actor of [looking, bringing]) await actor.choose('en')

    /** How wide the first picture is that a page shows, in pixels; 0 for one that failed. */
    const shown = (page: Page) =>
      page.evaluate<number>(`(() => {
        const image = document.querySelector('main img.photo')
        return image && image.complete ? image.naturalWidth : -1
      })()`)

    await without(cluster.services.s3, async () => {
      const refused = looking.page.waitForResponse(
        (answer) => answer.url().includes('/library/pictures/') && answer.status() === 503
      )
      await looking.goto('/library?query=kite')
      await refused
      // Its word and its colours are there, and no sign of a broken picture.
      await looking.page.getByText('Word kite en').first().waitFor()
      await until(async () => (await shown(looking.page)) === 0)
      const opacity = `getComputedStyle(document.querySelector('main img.photo')).opacity`
      assert.equal(await looking.page.evaluate(opacity), '0')
      await looking.goto('/library')
      await until(async () => (await shown(looking.page)) > 0)

      await bringing.goto('/library/decks')
      const buffer = zipOf(Object.values(await deckEntries('other')))
      await bringing.page
        .locator('input[type=file]')
        .setInputFiles({ name: 'other.zip', mimeType: 'application/zip', buffer })
      await bringing.press('library.decks.import.action')
      await bringing.sees('core.errors.filesAway')
      const { status, said } = await bring()
      assert.equal(status, 503)
      assert.include(said, 'core.filesAway')
      await goesOn()
      await names(cluster, { name: 'blobs', reason: 'unreachable' }, 200)
    })
    await recovered(cluster)
    await looking.goto('/library?query=kite')
    await until(async () => (await shown(looking.page)) > 0)
    assert.equal((await bring()).status, 201)
    await journey.draw(journey.writer)
  })

  test('the virus scanner: no deck can be brought, and everything else goes on', async ({
    assert,
  }) => {
    const { cluster } = underWay
    await without(cluster.services.clamav, async () => {
      const { status, said } = await bring()
      assert.equal(status, 503)
      assert.include(said, 'core.scannerAway')
      await goesOn()
      await names(cluster, { name: 'scanner', reason: 'unreachable' }, 200)
    })
    await recovered(cluster)
    assert.equal((await bring()).status, 201)
  })

  test('and afterwards the session is led to its end', ({ assert }) => underWay.finish(assert))
})
