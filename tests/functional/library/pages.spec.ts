import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
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
})
