import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { SIGN_IN_COOKIE } from '#accounts/sign_in_cookie'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards } from '#library'
import { queriesOf } from '#tests/support/count_queries'
import { makePerson } from '#tests/support/people'

/** Most queries that a page may make, finding out who asks included. */
const BUDGET = 12

test.group('Library pages', () => {
  test('send visitors to the sign-in', async ({ client }) => {
    for (const path of ['/library', `/library/cards/${randomUUID()}`]) {
      const response = await client.get(path).redirects(0)
      response.assertStatus(302)
    }
  })

  test('know no card by a made-up or malformed id', async ({ client }) => {
    const { token } = await makePerson('participant')
    for (const id of [randomUUID(), 'lit-window']) {
      const response = await client
        .get(`/library/cards/${id}`)
        .withEncryptedCookie(SIGN_IN_COOKIE, token)
      response.assertStatus(404)
    }
  })

  test('make no more than 12 queries, however many cards and entries they show', async ({
    client,
    assert,
  }) => {
    const person = await makePerson('participant')
    const cards = await tenancy.run({ organisation: person.organisation }, () => listCards('en'))
    for (let index = 0; index < 15; index++) {
      await client
        .put(`/api/v1/journal/entries/${randomUUID()}`)
        .json({ text: 'words', cards: cards.slice(index, index + 5).map(({ id }) => id) })
        .bearerToken(person.token)
    }
    const paths = [
      '/library',
      '/library?query=light&theme=light',
      '/library/find',
      `/library/cards/${cards[0]?.id}`,
      '/journal',
      '/journal?query=words',
    ]
    for (const path of paths) {
      const queries = await queriesOf(async () => {
        const response = await client
          .get(path)
          .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
          .header('accept', path === '/library/find' ? 'application/json' : 'text/html')
        response.assertStatus(200)
      })
      assert.isAbove(queries.length, 0, path)
      assert.isAtMost(queries.length, BUDGET, `${path}\n${queries.join('\n')}`)
    }
  })
})
