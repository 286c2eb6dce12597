import { test } from '@japa/runner'
import { createGuest, findSignIn } from '#accounts'
import { tenancy } from '#core/tenancy/tenancy'
import { makeOrganisation } from '#tests/support/people'

test.group('A guest', () => {
  test('leaves nothing behind when joining fails', async ({ assert }) => {
    const organisation = await makeOrganisation()
    let token = ''
    const joining = tenancy.run({ organisation }, async () => {
      const guest = await createGuest({ organisation, name: 'Noa', locale: 'he' })
      token = guest.signInSession.token
      throw new Error('the session is full')
    })
    await assert.rejects(() => joining, 'the session is full')
    assert.isNull(await findSignIn(token))
  })

  test('is a participant without an address, signed in', async ({ assert }) => {
    const organisation = await makeOrganisation('Riverside')
    const guest = await tenancy.run({ organisation }, () =>
      createGuest({ organisation, name: 'Noa', locale: 'he' })
    )
    const signIn = await findSignIn(guest.signInSession.token)
    assert.equal(signIn?.role, 'participant')
    assert.equal(signIn?.kind, 'browser')
    assert.deepEqual(signIn?.organisation, { id: organisation, name: 'Riverside' })
    assert.deepEqual(signIn?.person, {
      id: guest.person,
      name: 'Noa',
      email: null,
      locale: 'he',
      theme: null,
      operator: false,
    })
  })
})
