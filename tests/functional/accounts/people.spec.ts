import limiter from '@adonisjs/limiter/services/main'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { findSignIn, SIGN_IN_COOKIE } from '#accounts'
import { mailer } from '#messaging'
import { queriesOf } from '#tests/support/count_queries'
import { asOwner } from '#tests/support/database'
import { lastMailTo } from '#tests/support/mails'
import { makeOrganisation, makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import { workEvents } from '#tests/support/work_events'

const page = (client: ApiClient, method: 'post' | 'delete', path: string, person?: TestPerson) => {
  const request = client[method](path).withCsrfToken().redirects(0)
  return person ? request.withEncryptedCookie(SIGN_IN_COOKIE, person.token) : request
}

async function roleOf(person: TestPerson): Promise<string | undefined> {
  const [row] = await asOwner<{ role: string }>(
    'select role from memberships where person_id = ? and organisation_id = ?',
    [person.id, person.organisation]
  )
  return row?.role
}

const pathIn = (mail: string) => new URL(/https?:\S+/.exec(mail)?.[0] ?? '').pathname

async function invite(client: ApiClient, as: TestPerson, email: string, role = 'participant') {
  await page(client, 'post', '/invitations', as).form({ email, role })
  return pathIn(await lastMailTo(email))
}

let count = 0
const newEmail = () => `invited-${process.pid}-${count++}@example.org`
const choice = { name: 'Lior', password: 'four unrelated words' }

test.group('Roles', (group) => {
  group.each.setup(() => limiter.clear())

  test('cannot be changed by participants and facilitators', async ({ client, assert }) => {
    const organisation = await makeOrganisation()
    const target = await makePerson('participant', organisation)
    for (const role of ['participant', 'facilitator'] as const) {
      const actor = await makePerson(role, organisation)
      await page(client, 'post', `/people/${target.id}/role`, actor).form({ role: 'admin' })
      await page(client, 'delete', `/people/${target.id}`, actor)
    }
    assert.equal(await roleOf(target), 'participant')
  })

  test('of an owner cannot be given or taken by an admin', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const admin = await makePerson('admin', owner.organisation)
    await page(client, 'post', `/people/${admin.id}/role`, admin).form({ role: 'owner' })
    await page(client, 'post', `/people/${owner.id}/role`, admin).form({ role: 'participant' })
    await page(client, 'delete', `/people/${owner.id}`, admin)
    assert.equal(await roleOf(admin), 'admin')
    assert.equal(await roleOf(owner), 'owner')
    const email = newEmail()
    await page(client, 'post', '/invitations', admin).form({ email, role: 'owner' })
    assert.equal(await lastMailTo(email), '')
  })

  test('of the last owner stay', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const response = await page(client, 'post', `/people/${owner.id}/role`, owner).form({
      role: 'admin',
    })
    assert.property(response.flashMessage('inputErrorsBag'), 'form')
    await page(client, 'delete', `/people/${owner.id}`, owner)
    assert.equal(await roleOf(owner), 'owner')
  })

  test('of another organisation’s people are not found', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const stranger = await makePerson('participant')
    const unknown = ['00000000-0000-7000-8000-000000000000', 'not-an-id', stranger.id]
    for (const id of unknown) {
      const change = await page(client, 'post', `/people/${id}/role`, owner).form({ role: 'admin' })
      change.assertStatus(404)
      const removal = await page(client, 'delete', `/people/${id}`, owner)
      removal.assertStatus(404)
    }
    assert.equal(await roleOf(stranger), 'participant')
  })

  test('change, and removal ends the sign-in sessions', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const person = await makePerson('participant', owner.organisation)
    await page(client, 'post', `/people/${person.id}/role`, owner).form({ role: 'facilitator' })
    assert.equal(await roleOf(person), 'facilitator')
    await page(client, 'delete', `/people/${person.id}`, owner)
    assert.isNull(await findSignIn(person.token))
  })
})

test.group('An invitation', (group) => {
  group.each.setup(() => limiter.clear())

  test('to a stronger role cannot come from a facilitator', async ({ client, assert }) => {
    const facilitator = await makePerson('facilitator')
    const email = newEmail()
    await page(client, 'post', '/invitations', facilitator).form({ email, role: 'facilitator' })
    assert.equal(await lastMailTo(email), '')
  })

  test('is refused for who already belongs', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const response = await page(client, 'post', '/invitations', owner).form({
      email: owner.email.toUpperCase(),
      role: 'admin',
    })
    assert.property(response.flashMessage('inputErrorsBag'), 'email')
  })

  test('works no more once it is too old or withdrawn', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const email = newEmail()
    const path = await invite(client, owner, email)
    await asOwner('update invitations set expires_at = now() where email = ?', [email])
    const old = await client.get(path)
    old.assertStatus(410)
    const second = await invite(client, owner, email)
    const [row] = await asOwner<{ id: string }>('select id from invitations where email = ?', [
      email,
    ])
    await page(client, 'delete', `/invitations/${row?.id}`, owner)
    const withdrawn = await page(client, 'post', `${second}/accept`).form(choice)
    assert.isUndefined(withdrawn.cookie(SIGN_IN_COOKIE))
  })

  test('of another organisation is not found', async ({ client }) => {
    const owner = await makePerson('owner')
    const stranger = await makePerson('owner')
    const email = newEmail()
    await invite(client, owner, email)
    const [row] = await asOwner<{ id: string }>('select id from invitations where email = ?', [
      email,
    ])
    const revoked = await page(client, 'delete', `/invitations/${row?.id}`, stranger)
    revoked.assertStatus(404)
    const resent = await page(client, 'post', `/invitations/${row?.id}/resend`, stranger)
    resent.assertStatus(404)
  })

  test('is not for somebody else who is signed in', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const other = await makePerson('participant')
    const path = await invite(client, owner, newEmail())
    await page(client, 'post', `${path}/accept`, other)
    const rows = await asOwner('select 1 from memberships where person_id = ?', [other.id])
    assert.lengthOf(rows, 1)
  })

  test('makes one person, though it is accepted twice at once', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const email = newEmail()
    const path = await invite(client, owner, email)
    const answers = await Promise.all([
      page(client, 'post', `${path}/accept`).form(choice),
      page(client, 'post', `${path}/accept`).form(choice),
    ])
    const cookies = answers.map((answer) => answer.cookie(SIGN_IN_COOKIE)).filter(Boolean)
    assert.lengthOf(cookies, 1)
    const signIn = await findSignIn(String(cookies[0]?.value))
    assert.equal(signIn?.role, 'participant')
    assert.equal(signIn?.person.email, email)
    assert.equal(signIn?.organisation.id, owner.organisation)
  })

  test('takes a person who is signed in into one more organisation', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const person = await makePerson('participant')
    const path = await invite(client, owner, person.email, 'facilitator')
    const fresh = await page(client, 'post', `${path}/accept`).form(choice)
    assert.isUndefined(fresh.cookie(SIGN_IN_COOKIE))
    const accepted = await page(client, 'post', `${path}/accept`, person)
    const signIn = await findSignIn(String(accepted.cookie(SIGN_IN_COOKIE)?.value))
    assert.equal(signIn?.organisation.id, owner.organisation)
    assert.equal(signIn?.role, 'facilitator')
  })
})

test.group('A forgotten password', (group) => {
  group.each.setup(() => limiter.clear())

  const ask = async (client: ApiClient, email: string) => {
    const answer = await page(client, 'post', '/password/forgot').form({ email })
    await workEvents()
    return answer
  }

  test('makes the same statements for a known address as for an unknown one', async ({
    client,
    assert,
  }) => {
    const person = await makePerson('participant')
    const statements = (email: string) =>
      queriesOf(() => page(client, 'post', '/password/forgot').form({ email }))
    const known = await statements(person.email)
    assert.isNotEmpty(known)
    assert.deepEqual(known, await statements('unknown@example.org'))
  })

  test('is told of without an address, a name or a secret', async ({ client, assert }) => {
    const person = await makePerson('participant')
    await asOwner('truncate deliveries, dead_letters, inbox, outbox')
    await ask(client, person.email)
    const token =
      pathIn(await lastMailTo(person.email))
        .split('/')
        .at(-1) ?? ''
    const rows = JSON.stringify(await asOwner('select * from outbox'))
    assert.include(rows, person.id)
    for (const secret of [person.email, person.name, token]) assert.notInclude(rows, secret)
  })

  test('is answered the same for an unknown address', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const known = await ask(client, person.email)
    const unknown = await ask(client, 'nobody@example.org')
    assert.equal(known.header('location'), unknown.header('location'))
    assert.deepEqual(known.flashMessages(), unknown.flashMessages())
    assert.equal(await lastMailTo('nobody@example.org'), '')
  })

  test('is not replaced by a link that is too old', async ({ client }) => {
    const person = await makePerson('participant')
    await ask(client, person.email)
    const path = pathIn(await lastMailTo(person.email))
    await asOwner('update password_resets set expires_at = now() where person_id = ?', [person.id])
    const response = await client.get(path)
    response.assertStatus(410)
  })

  test('is replaced once, and every sign-in session ends', async ({ client, assert }) => {
    const person = await makePerson('participant')
    await ask(client, person.email)
    const path = pathIn(await lastMailTo(person.email))
    const common = await page(client, 'post', path).form({ password: 'password123' })
    assert.property(common.flashMessage('inputErrorsBag'), 'password')
    const done = await page(client, 'post', path).form({ password: 'four unrelated words' })
    done.assertHeader('location', '/sign-in')
    assert.isNull(await findSignIn(person.token))
    const again = await page(client, 'post', path).form({ password: 'other unrelated words' })
    assert.property(again.flashMessage('inputErrorsBag'), 'form')
    const signIn = await client
      .post('/api/v1/sessions/sign-in')
      .json({ email: person.email, password: 'four unrelated words' })
    signIn.assertStatus(200)
  })
})

test.group('One’s own account', (group) => {
  group.each.setup(() => limiter.clear())

  test('keeps its password when the present one is wrong', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const response = await page(client, 'post', '/account/password', person).form({
      current: 'not my password',
      password: 'four unrelated words',
    })
    assert.property(response.flashMessage('inputErrorsBag'), 'current')
    assert.notInclude(JSON.stringify(response.flashMessages()), 'not my password')
  })

  test('cannot end other people’s sign-in sessions', async ({ client, assert }) => {
    const person = await makePerson('owner')
    const colleague = await makePerson('participant', person.organisation)
    const theirs = await findSignIn(colleague.token)
    const response = await page(client, 'delete', `/account/browsers/${theirs?.id}`, person)
    response.assertStatus(404)
    assert.isNotNull(await findSignIn(colleague.token))
  })

  test('shows an API token once and can revoke it', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const made = await page(client, 'post', '/account/tokens', person).form({ label: 'Report' })
    const token: unknown = made.flashMessage('apiToken')
    assert.isString(token)
    const signIn = await findSignIn(typeof token === 'string' ? token : '')
    assert.equal(signIn?.kind, 'api')
    await page(client, 'delete', `/account/tokens/${signIn?.id}`, person)
    assert.isNull(await findSignIn(typeof token === 'string' ? token : ''))
  })
})

test.group('The mailbox', () => {
  test('is closed to everybody but operators', async ({ client }) => {
    const owner = await makePerson('owner')
    const response = await client
      .get('/operator/mailbox')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    response.assertStatus(403)
  })

  test('is open to operators', async ({ client }) => {
    const owner = await makePerson('owner')
    await asOwner('update people set operator = true where id = ?', [owner.id])
    const response = await client
      .get('/operator/mailbox')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    response.assertStatus(200)
  })
})

test.group('The link of an invitation', (group) => {
  group.each.setup(() => limiter.clear())

  async function linkShownTo(owner: TestPerson): Promise<string | null> {
    const visitor = await Visitor.as(owner)
    await visitor.submit('POST', '/invitations', { email: newEmail(), role: 'participant' })
    const shown = await visitor.get('/people', { 'x-inertia': 'true' })
    const { props }: { props: { link: string | null } } = JSON.parse(await shown.text())
    return props.link
  }

  test('is not shown to who invites where mail leaves the appliance', async ({ assert }) => {
    Object.defineProperty(mailer, 'leaves', { value: true, configurable: true })
    try {
      assert.isNull(await linkShownTo(await makePerson('owner')))
    } finally {
      Object.defineProperty(mailer, 'leaves', { value: false, configurable: true })
    }
  })

  test('is shown once where all mail stays here', async ({ assert }) => {
    assert.match((await linkShownTo(await makePerson('owner'))) ?? '', /\/invitations\/[\w-]{43}$/)
  })
})
