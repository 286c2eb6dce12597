import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import limiter from '@adonisjs/limiter/services/main'
import { SIGN_IN_COOKIE } from '#accounts'
import { programErrors } from '#programs/errors'
import { throttleCodes } from '#programs/joining/throttle'
import { asOwner } from '#tests/support/database'
import { LiveClient } from '#tests/support/live_client'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'

let facilitator: TestPerson
let session: string
let code: string

async function codeOf(id: string): Promise<string> {
  const [row] = await asOwner<{ join_code: string }>(
    'select join_code from sessions where id = ?',
    [id]
  )
  return row?.join_code ?? ''
}

async function setUp() {
  await limiter.clear()
  facilitator = await makePerson('facilitator')
  session = await makeSession(facilitator, { title: 'Monday circle' })
  code = await codeOf(session)
}

test.group('Joining is refused', (group) => {
  group.each.setup(setUp)

  test('alike for unknown, impossible and ended codes', async ({ client, assert }) => {
    const over = await makeSession(facilitator)
    const overCode = await codeOf(over)
    await client.post(`/api/v1/sessions/${over}/end`).bearerToken(facilitator.token).json({})
    const answers: unknown[] = []
    for (const each of ['ZZZZZZ', 'nonsense', '000000', overCode]) {
      const page = await client.get(`/join/${each}`)
      page.assertStatus(404)
      const response = await client
        .post('/api/v1/sessions/join')
        .json({ code: each, name: 'Visitor' })
      response.assertStatus(404)
      answers.push(response.body())
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0])
  })

  test('to who tries many codes, with the time to wait', async ({ client, assert }) => {
    for (let count = 0; count < 30; count++) {
      const response = await client.post('/api/v1/sessions/join').json({ code: 'ZZZZZZ' })
      response.assertStatus(404)
    }
    const throttled = await client.post('/api/v1/sessions/join').json({ code: 'ZZZZZZ' })
    throttled.assertStatus(429)
    assert.isAbove(Number(throttled.header('retry-after')), 0)
    const page = await client.get('/join/ZZZZZZ')
    page.assertStatus(429)
    const inertia = await client.get(`/join/${code}`)
    inertia.assertStatus(429)
  })

  test('to who tries many codes at once', async ({ client, assert }) => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        client.post('/api/v1/sessions/join').json({ code: 'ZZZZZZ', name: 'Visitor' })
      )
    )
    const statuses = answers.map((answer) => answer.status())
    assert.equal(statuses.filter((status) => status === 404).length, 30)
    assert.equal(statuses.filter((status) => status === 429).length, 30)
  })

  test('to addresses that have missed while many others guess, and to no other', async ({
    assert,
  }) => {
    const guess = (address: string) =>
      throttleCodes(address, () => Promise.reject(programErrors.unknownCode()))
    const find = (address: string) => throttleCodes(address, () => Promise.resolve('found'))
    await assert.rejects(() => guess('once'), 'programs.unknownCode')
    for (let stranger = 0; stranger < 20; stranger++) {
      for (let count = 0; count < 30; count++) await guess(String(stranger)).catch(() => undefined)
    }
    await assert.rejects(() => guess('once'), 'core.tooManyRequests')
    assert.equal(await find('never'), 'found')
    assert.equal(await find('never'), 'found')
    await assert.rejects(() => guess('never'), 'programs.unknownCode')
    await assert.rejects(() => guess('never'), 'core.tooManyRequests')
  })

  test('to more new guests from one address than a class room holds, with the time to wait', async ({
    client,
    assert,
  }) => {
    const join = () =>
      client.post('/api/v1/sessions/join').header('accept-language', 'fr').json({ code, name: 'N' })
    const answers = await Promise.all(Array.from({ length: 61 }, join))
    const refused = answers.filter((answer) => answer.status() !== 200)
    assert.lengthOf(refused, 1)
    refused[0]?.assertStatus(429)
    assert.equal(refused[0]?.body().errors[0].code, 'programs.tooManyGuests')
    assert.isAbove(Number(refused[0]?.header('retry-after')), 0)
    const wait = String(refused[0]?.header('retry-after'))
    assert.include(refused[0]?.body().errors[0].message, wait)
    // Whoever has an account comes in all the same.
    const person = await makePerson('participant', facilitator.organisation)
    const joined = await client
      .post('/api/v1/sessions/join')
      .bearerToken(person.token)
      .json({ code })
    joined.assertStatus(200)
  })

  test('to visitors without a name', async ({ client, assert }) => {
    const response = await client.post('/api/v1/sessions/join').json({ code })
    response.assertStatus(422)
    assert.include(response.body().errors[0], { code: 'programs.nameRequired', field: 'name' })
  })

  test('to one guest more than a session takes in, who is told how many that is', async ({
    client,
    assert,
  }) => {
    await asOwner(
      `with made as (
         insert into people (id, name) select gen_random_uuid(), 'Guest' from generate_series(1, 200)
         returning id
       ), belonging as (
         insert into memberships (id, organisation_id, person_id, role)
         select gen_random_uuid(), ?, id, 'participant' from made
       )
       insert into participants (id, organisation_id, session_id, person_id, display_name, joined_at)
       select gen_random_uuid(), ?, ?, id, 'Guest', now() from made`,
      [facilitator.organisation, facilitator.organisation, session]
    )
    const response = await client
      .post('/api/v1/sessions/join')
      .header('accept-language', 'de')
      .json({ code, name: 'Noa' })
    response.assertStatus(409)
    assert.equal(response.body().errors[0].code, 'programs.guestsFull')
    assert.include(response.body().errors[0].message, '200')
    // People with an account are not counted, and are let in.
    const person = await makePerson('participant', facilitator.organisation)
    const joined = await client
      .post('/api/v1/sessions/join')
      .bearerToken(person.token)
      .json({ code })
    joined.assertStatus(200)
  })

  test('to visitors and people without an invitation where only invited people may', async ({
    client,
    assert,
  }) => {
    const closed = await makeSession(facilitator, { admission: 'invited' })
    const closedCode = await codeOf(closed)
    const visitor = await client
      .post('/api/v1/sessions/join')
      .json({ code: closedCode, name: 'Visitor' })
    visitor.assertStatus(403)
    const stranger = await makePerson('participant', facilitator.organisation)
    const response = await client
      .post('/api/v1/sessions/join')
      .bearerToken(stranger.token)
      .json({ code: closedCode })
    response.assertStatus(403)
    assert.equal(response.body().errors[0].code, 'programs.notInvited')
    const guests = await asOwner('select person_id from participants where session_id = ?', [
      closed,
    ])
    assert.lengthOf(guests, 0)
  })
})

test.group('The door of a session for invited people', (group) => {
  let closed: string
  let closedCode: string

  group.each.setup(async () => {
    await setUp()
    closed = await makeSession(facilitator, { admission: 'invited' })
    closedCode = await codeOf(closed)
  })

  const welcomeOf = async (client: ApiClient, person: TestPerson) => {
    const page = await client
      .get(`/join/${closedCode}`)
      .header('x-inertia', 'true')
      .withEncryptedCookie(SIGN_IN_COOKIE, person.token)
    return page.body().props.welcome
  }

  test('says beforehand who would be refused', async ({ client, assert }) => {
    const stranger = await makePerson('participant', facilitator.organisation)
    assert.isFalse(await welcomeOf(client, stranger))
    const colleague = await makePerson('facilitator', facilitator.organisation)
    assert.isFalse(await welcomeOf(client, colleague))
    assert.isFalse(await welcomeOf(client, await makePerson('owner')))
    const canvas = await client
      .get(`/sessions/${closed}/canvas`)
      .withEncryptedCookie(SIGN_IN_COOKIE, colleague.token)
    canvas.assertStatus(404)
    const page = await client.get(`/join/${closedCode}`).header('x-inertia', 'true')
    assert.include(page.body().props, { admission: 'invited', as: null, welcome: false })
  })

  test('opens for those on its list and for those who lead', async ({ client, assert }) => {
    const invited = await makePerson('participant', facilitator.organisation)
    const admin = await makePerson('admin', facilitator.organisation)
    const visitor = await Visitor.as(facilitator)
    await visitor.submit('POST', `/sessions/${closed}/invitations`, { people: [invited.id] })
    const canvas = await client
      .get(`/sessions/${closed}/canvas`)
      .withEncryptedCookie(SIGN_IN_COOKIE, invited.token)
      .redirects(0)
    canvas.assertStatus(302)
    canvas.assertHeader('location', `/join/${closedCode}`)
    for (const person of [invited, admin, facilitator]) {
      assert.isTrue(await welcomeOf(client, person))
      const joined = await client
        .post('/api/v1/sessions/join')
        .bearerToken(person.token)
        .json({ code: closedCode })
      joined.assertStatus(200)
    }
    const rows = await asOwner<{ person_id: string }>(
      'select person_id from participants where session_id = ?',
      [closed]
    )
    assert.deepEqual(rows, [{ person_id: invited.id }])
  })
})

test.group('Joining', (group) => {
  group.each.setup(setUp)

  test('shows the title and the facilitator’s name, nothing else', async ({ client, assert }) => {
    const page = await client.get(`/join/${code}`).header('x-inertia', 'true')
    const { props } = page.body()
    assert.include(props, {
      code,
      title: 'Monday circle',
      facilitator: facilitator.name,
      admission: 'open',
      as: null,
    })
    assert.notInclude(JSON.stringify(props), session)
  })

  test('makes a visitor a guest of this session alone', async ({ client, assert }) => {
    const joined = await client.post('/api/v1/sessions/join').json({ code, name: 'N\u202Eoa' })
    joined.assertStatus(200)
    const { token, person } = joined.body()
    const other = await makeSession(facilitator)
    const allowed = await client.get(`/api/v1/sessions/${session}`).bearerToken(token)
    allowed.assertStatus(200)
    assert.deepInclude(allowed.body().people, { id: person, name: 'Noa' })
    const refused = await client.get(`/api/v1/sessions/${other}`).bearerToken(token)
    refused.assertStatus(404)
  })

  test('from the page signs the visitor’s browser in', async ({ client, assert }) => {
    const response = await client
      .post(`/join/${code}`)
      .form({ name: 'Noa' })
      .withCsrfToken()
      .redirects(0)
    response.assertStatus(302)
    assert.equal(response.header('location'), `/sessions/${session}/live`)
    assert.isTrue(response.cookie(SIGN_IN_COOKIE)?.httpOnly)
  })

  test('leads on who has joined already', async ({ client, assert }) => {
    const person = await makePerson('participant', facilitator.organisation)
    await client.post('/api/v1/sessions/join').bearerToken(person.token).json({ code })
    const response = await (await Visitor.as(person)).get(`/join/${code}`)
    assert.equal(response.status, 302)
    assert.equal(response.headers.get('location'), `/sessions/${session}/live`)
  })

  test('shows who leads, and nobody else, whom they still wait for', async ({ client, assert }) => {
    const person = await makePerson('participant', facilitator.organisation)
    const invited = await makePerson('participant', facilitator.organisation)
    await client.post('/api/v1/sessions/join').bearerToken(person.token).json({ code })
    const visitor = await Visitor.as(facilitator)
    await visitor.submit('POST', `/sessions/${session}/invitations`, { people: [invited.id] })
    const waitedFor = async ({ token }: TestPerson) => {
      const page = await client
        .get(`/sessions/${session}/live`)
        .header('x-inertia', 'true')
        .withEncryptedCookie(SIGN_IN_COOKIE, token)
      return page.body().props.invited
    }
    assert.deepEqual(await waitedFor(facilitator), [{ id: invited.id, name: invited.name }])
    assert.deepEqual(await waitedFor(person), [])
  })

  test('says to who leads that the address is one of this machine alone', async ({
    client,
    assert,
  }) => {
    const page = await client
      .get(`/sessions/${session}`)
      .header('x-inertia', 'true')
      .withEncryptedCookie(SIGN_IN_COOKIE, facilitator.token)
    assert.isTrue(page.body().props.joining.isLocal)
  })

  test('twice is joining once', async ({ client, assert }) => {
    const person = await makePerson('participant', facilitator.organisation)
    for (let count = 0; count < 2; count++) {
      const response = await client
        .post('/api/v1/sessions/join')
        .bearerToken(person.token)
        .json({ code: `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}` })
      response.assertStatus(200)
      assert.deepEqual(response.body(), { session, person: person.id })
    }
    const rows = await asOwner('select id from participants where session_id = ?', [session])
    assert.lengthOf(rows, 1)
  })

  test('is told to everybody who is there already', async ({ client, assert }) => {
    const live = await LiveClient.of(facilitator)
    await live.subscribe(`session:${session}`)
    await client.post('/api/v1/sessions/join').json({ code, name: 'Noa' })
    const message = await live.hears(({ type }) => type === 'message')
    assert.containSubset(message.body, { kind: 'joined', person: { name: 'Noa' } })
    live.close()
  })

  test('as the facilitator does not make a participant', async ({ client, assert }) => {
    const response = await client
      .post('/api/v1/sessions/join')
      .bearerToken(facilitator.token)
      .json({ code })
    response.assertStatus(200)
    const rows = await asOwner('select id from participants where session_id = ?', [session])
    assert.lengthOf(rows, 0)
  })
})
