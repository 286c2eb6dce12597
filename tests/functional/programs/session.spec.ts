import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { tenancy } from '#core/tenancy/tenancy'
import { announceRevocation } from '#core/access/revocations'
import { asOwner } from '#tests/support/database'
import { LiveClient } from '#tests/support/live_client'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import { words } from '#tests/support/words'
import { makeParticipant, makeSession } from '#tests/support/sessions'

const STEPS = ['open', 'start', 'next', 'previous', 'add-minute', 'pause', 'resume', 'end']
const UNKNOWN = '01890000-0000-7000-8000-000000000000'

let facilitator: TestPerson
let participant: TestPerson
let outsider: TestPerson
let session: string

function take(client: ApiClient, step: string, person: TestPerson, sequence?: number) {
  return client
    .post(`/api/v1/sessions/${session}/${step}`)
    .bearerToken(person.token)
    .json(sequence === undefined ? {} : { sequence })
}

async function speak(person: TestPerson, locale: string) {
  await tenancy.run({ organisation: person.organisation, person: person.id }, () =>
    tenancy.client().from('people').where('id', person.id).update({ locale })
  )
}

async function setUp() {
  facilitator = await makePerson('facilitator')
  participant = await makePerson('participant', facilitator.organisation)
  outsider = await makePerson('owner')
  session = await makeSession(facilitator)
  await makeParticipant(session, participant)
}

test.group('A session refuses', (group) => {
  group.each.setup(setUp)

  test('everything without a sign-in', async ({ client }) => {
    for (const step of STEPS) {
      const response = await client.post(`/api/v1/sessions/${session}/${step}`).json({})
      response.assertStatus(401)
    }
    const read = await client.get(`/api/v1/sessions/${session}`)
    read.assertStatus(401)
    const made = await client.post('/api/v1/sessions').json({ journey: 'arriving' })
    made.assertStatus(401)
  })

  test('another organisation’s people, exactly as if it did not exist', async ({
    client,
    assert,
  }) => {
    const bodies: unknown[] = []
    for (const id of [session, UNKNOWN, 'nonsense']) {
      const read = await client.get(`/api/v1/sessions/${id}`).bearerToken(outsider.token)
      read.assertStatus(404)
      bodies.push(read.body())
      for (const action of [...STEPS, 'draw', 'choose']) {
        const response = await client
          .post(`/api/v1/sessions/${id}/${action}`)
          .bearerToken(outsider.token)
          .json({ sequence: 0, phaseIndex: 0, cards: [] })
        response.assertStatus(404)
        bodies.push(response.body())
      }
    }
    for (const body of bodies) assert.deepEqual(body, bodies[0])
  })

  test('to be led by its facilitator once their role does not lead, and says who can', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner', facilitator.organisation)
    const plan = async () => {
      const page = await client
        .get(`/sessions/${session}`)
        .header('x-inertia', 'true')
        .withEncryptedCookie('belvedere_sign_in', owner.token)
      return page.body().props
    }
    assert.isNull((await plan()).standIns)
    const visitor = await Visitor.as(owner)
    await visitor.submit('POST', `/people/${facilitator.id}/role`, { role: 'participant' })
    const read = await client.get(`/api/v1/sessions/${session}`).bearerToken(facilitator.token)
    read.assertStatus(404)
    const refused = await take(client, 'open', facilitator)
    refused.assertStatus(404)
    const listed = await client.get('/api/v1/sessions').bearerToken(facilitator.token)
    assert.notInclude(JSON.stringify(listed.body()), session)
    const { standIns, invitable } = await plan()
    assert.deepEqual(standIns, [owner.name])
    assert.deepInclude(invitable, { id: facilitator.id, name: facilitator.name })
    // By the door they come in as everybody does.
    const { joinCode } = (
      await client.get(`/api/v1/sessions/${session}`).bearerToken(owner.token)
    ).body()
    const joined = await client
      .post('/api/v1/sessions/join')
      .bearerToken(facilitator.token)
      .json({ code: joinCode })
    joined.assertStatus(200)
    const led = await take(client, 'open', facilitator)
    led.assertStatus(403)
    const open = await take(client, 'open', owner)
    open.assertStatus(200)
    await visitor.submit('POST', `/people/${facilitator.id}/role`, { role: 'facilitator' })
    const again = await take(client, 'start', facilitator)
    again.assertStatus(200)
  })

  test('people of the organisation who are not in it', async ({ client }) => {
    for (const role of ['facilitator', 'participant'] as const) {
      const stranger = await makePerson(role, facilitator.organisation)
      const read = await client.get(`/api/v1/sessions/${session}`).bearerToken(stranger.token)
      read.assertStatus(404)
      const start = await take(client, 'start', stranger)
      start.assertStatus(404)
    }
  })

  test('participants who want to lead it', async ({ client }) => {
    for (const step of STEPS) {
      const response = await take(client, step, participant, 0)
      response.assertStatus(403)
    }
  })

  test('participants who want to make one', async ({ client }) => {
    const response = await client
      .post('/api/v1/sessions')
      .bearerToken(participant.token)
      .json({ journey: 'arriving' })
    response.assertStatus(403)
  })

  test('a journey that does not exist', async ({ client }) => {
    for (const journey of ['nowhere', UNKNOWN, '../../package']) {
      const response = await client
        .post('/api/v1/sessions')
        .bearerToken(facilitator.token)
        .json({ journey })
      response.assertStatus(404)
    }
  })

  test('a start that has passed, or that nobody means, and names the field', async ({
    client,
    assert,
  }) => {
    const visitor = await Visitor.as(facilitator)
    for (const [startsAt, code] of [
      ['1999-05-04T09:00:00.000Z', 'programs.startsInPast'],
      ['2999-05-04T09:00:00.000Z', 'programs.startsTooLate'],
    ] as const) {
      const planned = await client
        .post('/api/v1/sessions')
        .bearerToken(facilitator.token)
        .json({ journey: 'arriving', startsAt })
      planned.assertStatus(422)
      assert.include(planned.body().errors[0], { code, field: 'startsAt' })
      const changed = await visitor.submit(
        'PUT',
        `/sessions/${session}`,
        { title: 'Another', admission: 'open', startsAt },
        { accept: 'application/json' }
      )
      assert.equal(changed.status, 422)
      assert.include(await changed.text(), '"field":"startsAt"')
    }
    const listed = await client.get('/api/v1/sessions').bearerToken(facilitator.token)
    assert.lengthOf(listed.body().sessions, 1)
  })

  test('all but one of two who lead and press at the same time', async ({ client, assert }) => {
    await take(client, 'start', facilitator)
    const admin = await makePerson('admin', facilitator.organisation)
    await speak(admin, 'fr')
    const answers = await Promise.all([
      take(client, 'next', admin, 1),
      take(client, 'next', facilitator, 1),
    ])
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [200, 409]
    )
    for (const answer of answers) {
      assert.include(answer.body().session, { phaseIndex: 1, sequence: 2 })
    }
    const late = await take(client, 'next', admin, 1)
    assert.equal(late.body().errors[0].message, words('fr', 'programs.errors.stale'))
  })

  test('a step without the sequence it follows, where twice would be too far', async ({
    client,
  }) => {
    await take(client, 'start', facilitator)
    for (const step of ['next', 'previous', 'add-minute']) {
      const response = await take(client, step, facilitator)
      response.assertStatus(422)
    }
  })

  test('a stale step, and says where the session really is', async ({ client, assert }) => {
    await take(client, 'start', facilitator)
    const first = await take(client, 'next', facilitator, 1)
    first.assertStatus(200)
    const again = await take(client, 'next', facilitator, 1)
    again.assertStatus(409)
    assert.equal(again.body().errors[0].code, 'programs.stale')
    assert.include(again.body().session, { phaseIndex: 1, sequence: 2 })
  })

  test('every step, draw and choice once it has ended, and is still readable', async ({
    client,
    assert,
  }) => {
    await take(client, 'start', facilitator)
    await take(client, 'end', facilitator)
    for (const step of STEPS.filter((each) => each !== 'end')) {
      const response = await take(client, step, facilitator, 2)
      response.assertStatus(409)
      assert.equal(response.body().errors[0].code, 'programs.sessionEnded')
    }
    for (const action of ['draw', 'choose']) {
      const response = await client
        .post(`/api/v1/sessions/${session}/${action}`)
        .bearerToken(participant.token)
        .json({ phaseIndex: 0, cards: [] })
      response.assertStatus(409)
    }
    const read = await client.get(`/api/v1/sessions/${session}`).bearerToken(participant.token)
    read.assertStatus(200)
    assert.equal(read.body().state, 'ended')
  })

  test('its live channel to everybody who is not in it', async ({ assert }) => {
    const stranger = await makePerson('participant', facilitator.organisation)
    for (const person of [outsider, stranger]) {
      const live = await LiveClient.of(person)
      for (const id of [session, UNKNOWN, 'nonsense']) {
        const answer = await live.subscribe(`session:${id}`)
        assert.include(answer, { type: 'refused', code: 'core.notFound' })
      }
      live.close()
    }
  })

  test('its join code to participants', async ({ client, assert }) => {
    const read = await client.get(`/api/v1/sessions/${session}`).bearerToken(participant.token)
    assert.notProperty(read.body(), 'joinCode')
    assert.notProperty(read.body(), 'joinUrl')
  })
})

test.group('A session', (group) => {
  group.each.setup(setUp)

  test('is made from a ready journey in the maker’s language', async ({ client, assert }) => {
    await speak(facilitator, 'de')
    const made = await client
      .post('/api/v1/sessions')
      .bearerToken(facilitator.token)
      .json({ journey: 'crossroads', startsAt: '2031-05-04T09:00:00.000Z' })
    made.assertStatus(201)
    assert.include(made.body(), {
      title: 'Am Scheideweg',
      state: 'planned',
      admission: 'open',
      startsAt: '2031-05-04T09:00:00.000Z',
      access: 'facilitator',
    })
    assert.match(made.body().joinCode, /^[2-9A-HJ-NP-Z]{6}$/)
    assert.deepEqual(
      Array.from<{ phase: string }>(made.body().phases).map(({ phase }) => phase),
      ['pause', 'expand', 'focus', 'do']
    )
    const listed = await client.get('/api/v1/sessions').bearerToken(facilitator.token)
    assert.lengthOf(listed.body().sessions, 2)
  })

  test('keeps a start that has passed when something else is changed', async ({ assert }) => {
    await asOwner(`update sessions set starts_at = now() - interval '2 days' where id = ?`, [
      session,
    ])
    const [before] = await asOwner<{ starts_at: Date }>(
      'select starts_at from sessions where id = ?',
      [session]
    )
    const visitor = await Visitor.as(facilitator)
    const minute = before?.starts_at.toISOString().slice(0, 16)
    await visitor.submit('PUT', `/sessions/${session}`, {
      title: 'Another',
      admission: 'open',
      startsAt: `${minute}:00.000Z`,
    })
    const [after] = await asOwner<{ title: string }>('select title from sessions where id = ?', [
      session,
    ])
    assert.equal(after?.title, 'Another')
  })

  test('shows each person its phases in their own language', async ({ client, assert }) => {
    await speak(participant, 'he')
    const read = await client.get(`/api/v1/sessions/${session}`).bearerToken(participant.token)
    assert.equal(read.body().phases[0].title, 'להניח את היום בצד')
  })

  test('is called what it was named, and else as its journey is in the reader’s language', async ({
    client,
    assert,
  }) => {
    await speak(facilitator, 'de')
    await speak(participant, 'he')
    for (const [title, known] of [
      [undefined, 'פרשת דרכים'],
      ['Abschied', 'Abschied'],
    ] as const) {
      const made = await client
        .post('/api/v1/sessions')
        .bearerToken(facilitator.token)
        .json({ journey: 'crossroads', title })
      const { id, joinCode } = made.body()
      await client.post(`/api/v1/sessions/${id}/open`).bearerToken(facilitator.token)
      const page = await (await Visitor.as(participant)).get(`/join/${joinCode}`)
      assert.include(await page.text(), known)
      await client
        .post('/api/v1/sessions/join')
        .bearerToken(participant.token)
        .json({ code: joinCode })
      const read = await client.get(`/api/v1/sessions/${id}`).bearerToken(participant.token)
      assert.equal(read.body().title, known)
      const listed = await client.get('/api/v1/sessions').bearerToken(participant.token)
      assert.include(
        Array.from<{ title: string }>(listed.body().sessions).map((each) => each.title),
        known
      )
    }
  })

  test('can be led by the organisation’s owner and admins too', async ({ client }) => {
    for (const role of ['owner', 'admin'] as const) {
      const person = await makePerson(role, facilitator.organisation)
      const response = await take(client, 'open', person)
      response.assertStatus(200)
    }
  })

  test('takes everybody along from the lobby to the end', async ({ client, assert }) => {
    const first = await LiveClient.of(participant)
    const second = await LiveClient.of(facilitator)
    for (const each of [first, second]) await each.subscribe(`session:${session}`)
    let sequence = 0
    const follow = async (step: string, expected: Record<string, unknown>) => {
      const response = await take(client, step, facilitator, sequence)
      response.assertStatus(200)
      sequence++
      for (const each of [first, second]) {
        const message = await each.hears(
          ({ type, sequence: heard }) => type === 'message' && heard === sequence
        )
        assert.containSubset(message.body, { state: { ...expected, sequence } })
      }
    }
    await follow('open', { state: 'lobby', endsAt: null })
    await follow('start', { state: 'running', phaseIndex: 0, remaining: null })
    await follow('next', { phaseIndex: 1 })
    await follow('pause', { endsAt: null })
    await follow('add-minute', { endsAt: null })
    await follow('resume', { remaining: null })
    await follow('previous', { phaseIndex: 0 })
    await follow('next', { phaseIndex: 1 })
    await follow('next', { phaseIndex: 2 })
    await follow('next', { phaseIndex: 3 })
    await follow('end', { state: 'ended', endsAt: null })
    first.close()
    second.close()
  })

  test('starts and ends once, however often it is asked', async ({ client, assert }) => {
    const started = await take(client, 'start', facilitator)
    const again = await take(client, 'start', facilitator)
    again.assertStatus(200)
    assert.deepEqual(again.body(), started.body())
    const ended = await take(client, 'end', facilitator)
    const endedAgain = await take(client, 'end', facilitator)
    assert.deepEqual(endedAgain.body(), ended.body())
  })

  test('lands who comes late or back in the phase where it is, with the time that is left', async ({
    client,
    assert,
  }) => {
    await take(client, 'start', facilitator)
    const gone = await LiveClient.of(participant)
    await gone.subscribe(`session:${session}`)
    gone.socket.terminate()
    await gone.closed
    const moved = await take(client, 'next', facilitator, 1)
    const back = await LiveClient.of(participant)
    const answer = await back.subscribe(`session:${session}`, 1)
    assert.equal(answer.sequence, 2)
    assert.containSubset(answer.state, { state: 'running', phaseIndex: 1 })
    assert.containSubset(answer.state, { endsAt: moved.body().session.endsAt })
    assert.isAbove(Number(answer.now), 1_700_000_000_000)
    back.close()
  })

  test('shows who is here under the names they chose', async ({ assert }) => {
    const watcher = await LiveClient.of(facilitator)
    await watcher.subscribe(`session:${session}`)
    const guest = await LiveClient.of(participant)
    await guest.subscribe(`session:${session}`)
    const presence = await watcher.hears(
      ({ type, people }) => type === 'presence' && Array.isArray(people) && people.length === 2
    )
    assert.deepInclude(presence.people, { id: participant.id, name: participant.name })
    watcher.close()
    guest.close()
  })

  test('stops telling people who are taken off it, at once', async ({ client, assert }) => {
    const removed = await LiveClient.of(participant)
    await removed.subscribe(`session:${session}`)
    const response = await client
      .delete(`/sessions/${session}/participants/${participant.id}`)
      .withEncryptedCookie('belvedere_sign_in', facilitator.token)
      .withCsrfToken()
      .redirects(0)
    response.assertStatus(302)
    await removed.hears(({ type }) => type === 'closed')
    const again = await removed.subscribe(`session:${session}`)
    assert.equal(again.code, 'core.notFound')
    removed.close()
  })

  test('stops telling people who leave the organisation, at once', async ({ assert }) => {
    const leaving = await LiveClient.of(participant)
    await leaving.subscribe(`session:${session}`)
    const { organisation, id } = participant
    await tenancy.run({ organisation, person: id }, async () => {
      await tenancy.client().from('memberships').where('person_id', id).delete()
      tenancy.afterCommit(() => announceRevocation({ organisation, person: id }))
    })
    assert.equal(await leaving.closed, 4401)
  })
})
