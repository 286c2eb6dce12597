import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { findSignIn } from '#accounts'
import { tenancy } from '#core/tenancy/tenancy'
import { findEntry } from '#journal/queries/find_entry'
import { listEntries } from '#journal/queries/list_entries'
import { asOwner } from '#tests/support/database'
import { LiveClient } from '#tests/support/live_client'
import { linkMailedTo } from '#tests/support/mails'
import { joinOrganisation, makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'

const WORDS = 'The fog opened over the bridge'
const DRAWING = Buffer.from([1, 2, 3])

/** Somebody who has left traces everywhere, and the owner who removes them. */
async function makeEstablished() {
  const owner = await makePerson('owner')
  const person = await makePerson('facilitator', owner.organisation)
  const led = await makeSession(person)
  const joined = await makeSession(owner)
  await makeParticipant(joined, person)
  const visitor = await Visitor.as(person)
  await visitor.submit('POST', '/account/tokens', { label: 'Report' })
  const entry = crypto.randomUUID()
  await visitor.submit('PUT', `/journal/entries/${entry}`, { text: WORDS })
  const tenant = { organisation: person.organisation, person: person.id }
  await tenancy.run(tenant, async () => {
    const client = tenancy.client()
    await client.table('canvases').insert({
      id: crypto.randomUUID(),
      organisation_id: person.organisation,
      owner_id: person.id,
      document: DRAWING,
    })
    await client.table('picks').insert({
      id: crypto.randomUUID(),
      organisation_id: person.organisation,
      session_id: joined,
      phase_index: 0,
      person_id: person.id,
      card_id: crypto.randomUUID(),
    })
  })
  return { owner, person, led, joined, tenant, entry }
}

const remove = async (owner: TestPerson, person: TestPerson) =>
  (await Visitor.as(owner)).submit('DELETE', `/people/${person.id}`)

/** What of somebody's own there is in the database. */
async function wordsOf({ id, organisation }: TestPerson) {
  const [entry] = await tenancy.run({ organisation, person: id }, () =>
    listEntries({ query: '', limit: 1 })
  )
  const [canvas] = await asOwner<{ document: Buffer }>(
    'select document from canvases where owner_id = ?',
    [id]
  )
  return { text: entry?.text, drawing: canvas?.document }
}

async function invitationFor(owner: TestPerson, email: string): Promise<string> {
  await (await Visitor.as(owner)).submit('POST', '/invitations', { email, role: 'participant' })
  return linkMailedTo(email)
}

/** A guest of a session, by the API, and what they wrote there. */
async function makeGuest(session: string) {
  const [row] = await asOwner<{ join_code: string }>(
    'select join_code from sessions where id = ?',
    [session]
  )
  const response = await fetch(new Visitor().addressOf('/api/v1/sessions/join'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: row?.join_code, name: 'Noa' }),
  })
  const { person = '', token = '' }: Record<string, string> = Object(await response.json())
  const visitor = await Visitor.as({ token })
  const entry = crypto.randomUUID()
  await visitor.submit('PUT', `/journal/entries/${entry}`, { text: WORDS })
  return { person, token, visitor, entry }
}

test.group('A guest who is taken off a session', (group) => {
  let facilitator: TestPerson
  let session: string

  group.each.setup(async () => {
    await limiter.clear()
    facilitator = await makePerson('facilitator')
    session = await makeSession(facilitator)
  })

  const takeOff = async (person: string) =>
    (await Visitor.as(facilitator)).submit('DELETE', `/sessions/${session}/participants/${person}`)

  test('has no API token to come back with', async ({ assert }) => {
    const { visitor, person } = await makeGuest(session)
    await visitor.submit('POST', '/account/tokens', { label: 'Report' })
    assert.equal((await visitor.get('/account/tokens')).status, 403)
    const tokens = await asOwner(
      `select id from sign_in_sessions where person_id = ? and kind = 'api'`,
      [person]
    )
    assert.deepEqual(tokens, [])
  })

  test('belongs to the organisation no more, and nothing they wrote is lost', async ({
    assert,
  }) => {
    const { person, token, entry } = await makeGuest(session)
    const live = await LiveClient.of({ token })
    await takeOff(person)
    assert.equal(await live.closed, 4401)
    assert.isNull(await findSignIn(token))
    assert.deepEqual(await asOwner('select id from memberships where person_id = ?', [person]), [])
    const words = await tenancy.run({ organisation: facilitator.organisation, person }, () =>
      findEntry(entry)
    )
    assert.equal(words?.text, WORDS)
  })

  test('stays while there is another session that they are in', async ({ assert }) => {
    const { person, token } = await makeGuest(session)
    const other = await makeSession(facilitator)
    await makeParticipant(other, { ...facilitator, id: person })
    await takeOff(person)
    assert.isNotNull(await findSignIn(token))
  })

  test('is told apart from a person of the organisation, who stays', async ({ assert }) => {
    const person = await makePerson('participant', facilitator.organisation)
    await makeParticipant(session, person)
    await takeOff(person.id)
    assert.isNotNull(await findSignIn(person.token))
  })

  test('keeps what participants may read when the session only ends', async ({ assert }) => {
    const { token } = await makeGuest(session)
    await (await Visitor.as(facilitator)).submit('POST', `/sessions/${session}/end`)
    assert.isNotNull(await findSignIn(token))
  })
})

test.group('Removing somebody who has left traces', (group) => {
  group.each.setup(() => limiter.clear())

  test('ends their access at once', async ({ assert }) => {
    const { owner, person, led, joined } = await makeEstablished()
    const visitor = await Visitor.as(person)
    const answer = await remove(owner, person)
    assert.equal(answer.headers.get('location'), '/people')
    assert.isNull(await findSignIn(person.token))
    const left = await asOwner('select id from sign_in_sessions where person_id = ?', [person.id])
    assert.deepEqual(left, [])
    for (const path of ['/journal', `/sessions/${led}`, `/sessions/${joined}`]) {
      assert.match((await visitor.get(path)).headers.get('location') ?? '', /^\/sign-in/)
    }
    await visitor.submit('POST', '/sign-in', { email: person.email, password: person.password })
    assert.notEqual((await visitor.get('/home')).status, 200)
  })

  test('loses none of their words, and nobody else comes to see them', async ({ assert }) => {
    const { owner, person } = await makeEstablished()
    await remove(owner, person)
    const { text, drawing } = await wordsOf(person)
    assert.equal(text, WORDS)
    assert.deepEqual(drawing, DRAWING)
    const seen = await tenancy.run({ organisation: owner.organisation, person: owner.id }, () =>
      Promise.all([
        tenancy.client().from('journal_entries').select('id'),
        tenancy.client().from('canvases').whereNotNull('owner_id').select('id'),
      ])
    )
    assert.deepEqual(seen, [[], []])
  })

  test('leaves sessions their history', async ({ assert }) => {
    const { owner, person, led, joined } = await makeEstablished()
    await remove(owner, person)
    const visitor = await Visitor.as(owner)
    assert.equal((await visitor.get(`/sessions/${led}`)).status, 200)
    const page = await (await visitor.get(`/sessions/${joined}`)).text()
    assert.include(page, person.name)
    const picks = await asOwner('select id from picks where person_id = ?', [person.id])
    assert.lengthOf(picks, 1)
    assert.equal((await visitor.get('/audit')).status, 200)
    assert.equal((await visitor.get('/home')).status, 200)
  })

  test('does not touch their other organisations', async ({ assert }) => {
    const { owner, person } = await makeEstablished()
    const other = await makePerson('owner')
    await joinOrganisation(person, other.organisation, 'participant')
    await remove(owner, person)
    const visitor = await new Visitor().signIn(person)
    assert.equal((await visitor.get('/home')).status, 200)
  })

  test('is undone by an invitation and their own password', async ({ assert }) => {
    const { owner, person, entry } = await makeEstablished()
    await remove(owner, person)
    const path = await invitationFor(owner, person.email)
    const visitor = new Visitor()
    const wrong = { name: 'Somebody', password: 'four unrelated words' }
    await visitor.submit('POST', `${path}/accept`, wrong)
    assert.match((await visitor.get('/home')).headers.get('location') ?? '', /^\/sign-in/)
    const { password } = person
    const accepted = await visitor.submit('POST', `${path}/accept`, { password })
    assert.equal(accepted.headers.get('location'), '/home')
    assert.include(await (await visitor.get(`/journal/${entry}`)).text(), WORDS)
  })
})
