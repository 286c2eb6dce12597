import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { findSignIn, SIGN_IN_COOKIE } from '#accounts'
import { DEVICE_COOKIE } from '#accounts/sign_in/device_cookie'
import { countAttempt } from '#accounts/sign_in/throttle'
import { newToken } from '#core/keys/tokens'
import { asOwner } from '#tests/support/database'
import {
  makeOrganisation,
  makePerson,
  joinOrganisation,
  type TestPerson,
} from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

const API = '/api/v1/sessions/sign-in'

test.group('Signing in through the API', (group) => {
  group.each.setup(() => limiter.clear())

  test('refuses a body that is not what it should be', async ({ client, assert }) => {
    const response = await client.post(API).json({ email: 'not an address' })
    response.assertStatus(422)
    const { errors }: { errors: { code: string; field: string }[] } = response.body()
    assert.deepEqual(
      errors.map(({ code, field }) => [code, field]),
      [
        ['validation.email', 'email'],
        ['validation.required', 'password'],
      ]
    )
  })

  test('answers the same to a wrong password and to an unknown person', async ({
    client,
    assert,
  }) => {
    const person = await makePerson('facilitator')
    const wrong = await client.post(API).json({ email: person.email, password: 'not my password' })
    const unknown = await client
      .post(API)
      .json({ email: 'nobody@example.org', password: 'not my password' })
    wrong.assertStatus(401)
    unknown.assertStatus(401)
    assert.deepEqual(wrong.body(), unknown.body())
    assert.equal(wrong.body().errors[0].code, 'accounts.wrongCredentials')
  })

  test('refuses a guest, who has neither address nor password', async ({ client }) => {
    const person = await makePerson('participant')
    await asOwner('update people set password_hash = null where id = ?', [person.id])
    const response = await client.post(API).json({ email: person.email, password: person.password })
    response.assertStatus(401)
  })

  test('refuses a person who has left every organisation', async ({ client }) => {
    const person = await makePerson('participant')
    await asOwner('delete from memberships where person_id = ?', [person.id])
    const response = await client.post(API).json({ email: person.email, password: person.password })
    response.assertStatus(401)
  })

  test('makes the right password wait, too, after five wrong ones', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    for (let attempt = 0; attempt < 5; attempt++) {
      const wrong = await client.post(API).json({ email: person.email, password: newToken() })
      wrong.assertStatus(401)
    }
    const response = await client.post(API).json({ email: person.email, password: person.password })
    response.assertStatus(429)
    assert.equal(response.body().errors[0].code, 'accounts.tooManyAttempts')
    assert.isAtLeast(Number(response.header('retry-after')), 1)
  })

  test('counts attempts that are made at once', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        client.post(API).json({ email: person.email, password: newToken() })
      )
    )
    const statuses = answers.map((answer) => answer.status())
    assert.equal(statuses.filter((status) => status === 401).length, 5)
    assert.equal(statuses.filter((status) => status === 429).length, 7)
  })

  test('gives a token for twelve hours', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const before = Date.now()
    const response = await client
      .post(API)
      .json({ email: ` ${person.email.toUpperCase()} `, password: person.password })
    response.assertStatus(200)
    const { token, expiresAt, ...rest } = response.body()
    assert.deepEqual(rest, {
      person: { id: person.id, name: person.name, email: person.email, locale: 'en' },
      organisation: { id: person.organisation, name: 'Test organisation' },
    })
    assert.closeTo(Date.parse(expiresAt), before + 12 * 3_600_000, 60_000)
    const me = await client.get('/api/v1/me').bearerToken(token)
    me.assertStatus(200)
    assert.deepEqual(me.body(), { ...rest, role: 'facilitator' })
  })

  test('keeps only the hash of the token', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const response = await client.post(API).json({ email: person.email, password: person.password })
    const rows = await asOwner('select * from sign_in_sessions where person_id = ?', [person.id])
    assert.notInclude(JSON.stringify(rows), response.body().token)
  })

  test('leads to the organisation that was used last', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const other = await makeOrganisation('Harbour')
    await joinOrganisation(person, other, 'participant')
    await asOwner(
      `update memberships set last_used_at = now() - interval '1 day' where organisation_id = ?`,
      [person.organisation]
    )
    const response = await client.post(API).json({ email: person.email, password: person.password })
    assert.equal(response.body().organisation.name, 'Harbour')
  })

  test('stores the password anew when the parameters have changed', async ({ client, assert }) => {
    const { Scrypt } = await import('@adonisjs/core/hash/drivers/scrypt')
    const person = await makePerson('facilitator')
    const old = await new Scrypt({ cost: 1024 }).make(person.password)
    await asOwner('update people set password_hash = ? where id = ?', [old, person.id])
    const signIn = () => client.post(API).json({ email: person.email, password: person.password })
    const first = await signIn()
    first.assertStatus(200)
    const [row] = await asOwner<{ password_hash: string }>(
      'select password_hash from people where id = ?',
      [person.id]
    )
    assert.include(row?.password_hash, 'n=2048')
    const second = await signIn()
    second.assertStatus(200)
  })

  test('ends with the token', async ({ client }) => {
    const person = await makePerson('facilitator')
    const end = () => client.delete('/api/v1/sessions/current').bearerToken(person.token)
    const first = await end()
    first.assertStatus(204)
    const second = await end()
    second.assertStatus(401)
  })

  test('does not take the cookie of a browser', async ({ client }) => {
    const person = await makePerson('facilitator')
    const response = await client
      .get('/api/v1/me')
      .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
    response.assertStatus(401)
  })

  test('does not take a token that is too old', async ({ client }) => {
    const person = await makePerson('facilitator')
    await asOwner(`update sign_in_sessions set expires_at = now() where person_id = ?`, [person.id])
    const response = await client.get('/api/v1/me').bearerToken(person.token)
    response.assertStatus(401)
  })
})

test.group('Signing in on the page', (group) => {
  group.each.setup(() => limiter.clear())

  test('refuses a form without the CSRF token', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const response = await client
      .post('/sign-in')
      .redirects(0)
      .form({ email: person.email, password: person.password })
    assert.isUndefined(response.cookie(SIGN_IN_COOKIE))
  })

  test('does not repeat the password after a wrong one', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const response = await client
      .post('/sign-in')
      .withCsrfToken()
      .redirects(0)
      .form({ email: person.email, password: 'not my password' })
    response.assertStatus(302)
    assert.isUndefined(response.cookie(SIGN_IN_COOKIE))
    assert.notInclude(JSON.stringify(response.flashMessages()), 'not my password')
    assert.property(response.flashMessage('inputErrorsBag'), 'form')
  })

  test('leads to no other site', async ({ client }) => {
    const person = await makePerson('facilitator')
    const response = await client
      .post('/sign-in')
      .withCsrfToken()
      .redirects(0)
      .form({ email: person.email, password: person.password, next: '//evil.example/' })
    response.assertHeader('location', '/home')
  })

  test('signs a browser in for thirty days and goes on', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const response = await client
      .post('/sign-in')
      .header('user-agent', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0')
      .withCsrfToken()
      .redirects(0)
      .form({ email: person.email, password: person.password, next: '/people?tab=1' })
    response.assertStatus(302)
    response.assertHeader('location', '/people?tab=1')
    const cookie = response.cookie(SIGN_IN_COOKIE)
    assert.isTrue(cookie?.httpOnly)
    assert.equal(cookie?.sameSite?.toLowerCase(), 'lax')
    assert.closeTo(Number(cookie?.maxAge), 30 * 86_400, 60)
    const signIn = await findSignIn(cookie?.value)
    assert.equal(signIn?.person.id, person.id)
    assert.equal(signIn?.kind, 'browser')
  })

  test('is over after signing out', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const response = await client
      .post('/sign-out')
      .withCsrfToken()
      .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
      .redirects(0)
    response.assertHeader('location', '/')
    assert.isNull(await findSignIn(person.token))
  })

  test('sends a visitor from a page that needs it, and back', async ({ client }) => {
    const response = await client.get('/account?tab=tokens').redirects(0)
    response.assertStatus(302)
    response.assertHeader('location', `/sign-in?next=${encodeURIComponent('/account?tab=tokens')}`)
  })
})

test.group('Switching the organisation', () => {
  test('is refused for one that the person does not belong to', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const other = await makeOrganisation()
    const response = await client
      .post('/organisation/switch')
      .withCsrfToken()
      .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
      .redirects(0)
      .form({ organisation: other })
    response.assertStatus(404)
    assert.isNotNull(await findSignIn(person.token))
  })

  test('moves the sign-in session', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const other = await makeOrganisation('Harbour')
    await joinOrganisation(person, other, 'participant')
    const response = await client
      .post('/organisation/switch')
      .withCsrfToken()
      .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
      .redirects(0)
      .form({ organisation: other })
    response.assertStatus(302)
    const signIn = await findSignIn(response.cookie(SIGN_IN_COOKIE)?.value)
    assert.equal(signIn?.organisation.name, 'Harbour')
    assert.equal(signIn?.role, 'participant')
    assert.isNull(await findSignIn(person.token))
  })
})

test.group('Preferences', () => {
  test('are kept for a visitor in plain cookies', async ({ client, assert }) => {
    const response = await client
      .post('/preferences')
      .withCsrfToken()
      .header('referer', `http://127.0.0.1:${process.env.PORT}/sign-in?next=/people`)
      .redirects(0)
      .form({ locale: 'he', theme: 'dark' })
    response.assertHeader('location', '/sign-in?next=/people')
    const cookies = [response.header('set-cookie')].flat().map((each) => each?.split(';')[0])
    assert.includeMembers(cookies, ['belvedere_locale=he', 'belvedere_theme=dark'])
    const page = await fetch(`http://127.0.0.1:${process.env.PORT}/sign-in`, {
      headers: { cookie: 'belvedere_locale=he; belvedere_theme=dark' },
    })
    assert.include(await page.text(), '<html lang="he" dir="rtl" data-theme="dark">')
  })

  test('lead back to no other site', async ({ client }) => {
    const response = await client
      .post('/preferences')
      .withCsrfToken()
      .header('referer', 'https://evil.example/phish')
      .redirects(0)
      .form({ theme: 'auto' })
    response.assertHeader('location', '/')
  })

  test('of a person win over the browser', async ({ client, assert }) => {
    const person = await makePerson('participant')
    await client
      .post('/preferences')
      .withCsrfToken()
      .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
      .redirects(0)
      .form({ locale: 'de', theme: 'light' })
    const signIn = await findSignIn(person.token)
    assert.equal(signIn?.person.locale, 'de')
    assert.equal(signIn?.person.theme, 'light')
    const response = await client
      .get('/')
      .header('accept-language', 'fr')
      .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
    assert.include(response.text(), '<html lang="de" dir="ltr" data-theme="light">')
  })
})

test.group('An account that strangers guess at', (group) => {
  let person: TestPerson

  group.each.setup(async () => {
    await limiter.clear()
    person = await makePerson('owner')
  })

  /** As many failures as are let through, four from each address. */
  async function strangersFail() {
    for (let count = 0; count < 100; count++) {
      await countAttempt({ account: person.email, address: `192.0.2.${count % 25}` })
    }
  }

  /** A browser that somebody has signed in with, and out again. */
  async function signedOut(somebody: TestPerson): Promise<Visitor> {
    const visitor = await new Visitor().signIn(somebody)
    await visitor.submit('POST', '/sign-out')
    // Signing out makes the forms' token a new one.
    await visitor.get('/sign-in')
    return visitor
  }

  const signInWith = (visitor: Visitor, password = person.password) =>
    visitor.submit('POST', '/sign-in', { email: person.email, password })

  test('lets no browser in that another person has signed in with', async ({ assert }) => {
    const visitor = await signedOut(await makePerson('owner'))
    await strangersFail()
    const refused = await signInWith(visitor)
    assert.notEqual(refused.headers.get('location'), '/home')
    await limiter.clear()
    const answer = await signInWith(visitor)
    assert.equal(answer.headers.get('location'), '/home')
  })

  test('makes a browser that is known wait, too, after five wrong passwords', async ({
    client,
    assert,
  }) => {
    const visitor = await signedOut(person)
    for (let count = 0; count < 5; count++) await signInWith(visitor, newToken())
    const refused = await signInWith(visitor)
    assert.notEqual(refused.headers.get('location'), '/home')
    // A count of its own: nobody else waits for it.
    const elsewhere = await client
      .post(API)
      .json({ email: person.email, password: person.password })
    elsewhere.assertStatus(200)
  })

  test('lets its person in from a browser that they have signed in with before', async ({
    client,
    assert,
  }) => {
    const visitor = await signedOut(person)
    await strangersFail()
    const stranger = await client.post(API).json({ email: person.email, password: person.password })
    stranger.assertStatus(429)
    const answer = await signInWith(visitor)
    assert.equal(answer.headers.get('location'), '/home')
    assert.equal((await visitor.get('/home')).status, 200)
    const device = answer.headers.getSetCookie().find((each) => each.startsWith(DEVICE_COOKIE))
    assert.match(device ?? '', /HttpOnly/i)
    const again = await client.post(API).json({ email: person.email, password: person.password })
    again.assertStatus(429)
  })
})
