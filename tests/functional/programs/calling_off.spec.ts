import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { documents } from '#canvas/server/canvas_documents'
import { CanvasClient } from '#tests/support/canvas_client'
import { asOwner } from '#tests/support/database'
import { LiveClient } from '#tests/support/live_client'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'
import { words } from '#tests/support/words'

let facilitator: TestPerson
let participant: TestPerson
let session: string
let code: string

async function callOff(person: TestPerson) {
  const visitor = await Visitor.as(person)
  return visitor.submit('DELETE', `/sessions/${session}`, {}, { accept: 'application/json' })
}

const isThere = async () =>
  (await asOwner('select id from sessions where id = ?', [session])).length === 1

test.group('Calling a session off', (group) => {
  group.each.setup(async () => {
    await limiter.clear()
    facilitator = await makePerson('facilitator')
    participant = await makePerson('participant', facilitator.organisation)
    session = await makeSession(facilitator)
    await makeParticipant(session, participant)
    const [row] = await asOwner<{ join_code: string }>(
      'select join_code from sessions where id = ?',
      [session]
    )
    code = row?.join_code ?? ''
  })

  test('is refused to participants, and there is nothing to call off for strangers', async ({
    assert,
  }) => {
    assert.equal((await callOff(participant)).status, 403)
    assert.equal((await callOff(await makePerson('owner'))).status, 404)
    const colleague = await makePerson('facilitator', facilitator.organisation)
    assert.equal((await callOff(colleague)).status, 404)
    assert.isTrue(await isThere())
  })

  test('is told kindly at its old address, and to its organisation alone', async ({ assert }) => {
    await callOff(facilitator)
    const page = async (person: TestPerson) =>
      (await Visitor.as(person)).get(`/sessions/${session}/live`)
    const told = await page(participant)
    assert.include(await told.text(), words('en', 'programs.join.calledOff.title'))
    assert.equal((await page(await makePerson('owner'))).status, 404)
  })

  test('ends a canvas that is open, and keeps nothing of it', async ({ assert, cleanup }) => {
    const client = new CanvasClient(participant, session)
    cleanup(() => client.close())
    await client.synced()
    const ended = new Promise((resolve) => client.provider.on('close', resolve))
    client.doc.getText('text').insert(0, 'drawn a moment before')
    await client.confirmed()
    const forgotten = new Promise((resolve) => {
      documents.documents.get(session)?.once('destroy', resolve)
    })
    await callOff(facilitator)
    await Promise.all([ended, forgotten])
    assert.lengthOf(await asOwner('select id from canvases where id = ?', [session]), 0)
  })

  test('is refused once it has begun, and once it has ended', async ({ client, assert }) => {
    for (const step of ['start', 'end']) {
      await client
        .post(`/api/v1/sessions/${session}/${step}`)
        .bearerToken(facilitator.token)
        .json({})
      const response = await callOff(facilitator)
      assert.equal(response.status, 409)
      assert.include(await response.text(), 'programs.alreadyStarted')
    }
    assert.isTrue(await isThere())
  })

  test('deletes the plan and its list, keeps the words of journals, and is audited', async ({
    client,
    assert,
  }) => {
    const entry = randomUUID()
    await client
      .put(`/api/v1/journal/entries/${entry}`)
      .bearerToken(participant.token)
      .json({ text: 'Waiting.', sessionId: session, phase: 'pause' })
    await client.post(`/api/v1/sessions/${session}/open`).bearerToken(facilitator.token).json({})
    const response = await callOff(facilitator)
    assert.equal(response.status, 302)
    assert.isFalse(await isThere())
    const people = await asOwner('select id from participants where session_id = ?', [session])
    assert.lengthOf(people, 0)
    const kept = await client.get(`/api/v1/journal/entries/${entry}`).bearerToken(participant.token)
    assert.include(kept.body().entry, { text: 'Waiting.', sessionId: null })
    const [audited] = await asOwner<{ action: string }>(
      'select action from audit_entries where organisation_id = ? order by id desc limit 1',
      [facilitator.organisation]
    )
    assert.equal(audited?.action, 'programs.sessionCalledOff')
  })

  test('tells who comes by its code, and nothing else of it', async ({ client, assert }) => {
    await callOff(facilitator)
    const page = await client.get(`/join/${code}`)
    page.assertStatus(410)
    assert.include(page.text(), words('en', 'programs.join.calledOff.title'))
    const joined = await client.post('/api/v1/sessions/join').json({ code, name: 'Noa' })
    joined.assertStatus(410)
    assert.deepEqual(joined.body().errors[0].code, 'programs.calledOff')
    const read = await client.get(`/api/v1/sessions/${session}`).bearerToken(participant.token)
    read.assertStatus(404)
  })

  test('tells who waits in its lobby at once', async () => {
    const live = await LiveClient.of(participant)
    await live.subscribe(`session:${session}`)
    await callOff(facilitator)
    await live.hears(({ body }) => JSON.stringify(body) === '{"kind":"calledOff"}')
    await live.hears(({ type }) => type === 'closed')
    live.close()
  })
})
