import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import inertia from '#config/inertia'
import { SIGN_IN_COOKIE } from '#accounts/sign_in_cookie'
import { makePerson } from '#tests/support/people'

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

  test('come with the first cards, and give the next when asked', async ({ client, assert }) => {
    const { token } = await makePerson('participant')
    const ask = async (query: string) => {
      const response = await client
        .get(`/library${query}`)
        .withEncryptedCookie(SIGN_IN_COOKIE, token)
        .header('x-inertia', 'true')
        .header('x-inertia-version', String(inertia.assetsVersion))
      const { cards, count }: { cards: { data: { id: string }[] }; count: number } =
        response.body().props
      return { ids: cards.data.map(({ id }) => id), count }
    }
    const first = await ask('')
    const second = await ask('?page=2')
    assert.lengthOf(first.ids, 16)
    assert.isAbove(first.count, 16)
    assert.lengthOf(new Set([...first.ids, ...second.ids]), first.ids.length + second.ids.length)
    assert.deepEqual((await ask('?page=900')).ids, [])
  })
})
