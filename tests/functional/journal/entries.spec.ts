import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { Entry } from '#journal'
import { MOST_ENTRIES } from '#journal/entry'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'

test.group('Journal entries', (group) => {
  let author: TestPerson
  group.setup(async () => {
    author = await makePerson('participant')
  })

  test('with a malformed id are not found', async ({ client }) => {
    for (const id of ['1', 'new', randomUUID().slice(1)]) {
      const response = await client
        .put(`/api/v1/journal/entries/${id}`)
        .json({ text: 'x' })
        .bearerToken(author.token)
      response.assertStatus(404)
    }
  })

  test('that are too long name the field and change nothing', async ({ client, assert }) => {
    const id = randomUUID()
    const path = `/api/v1/journal/entries/${id}`
    await client.put(path).json({ text: 'short' }).bearerToken(author.token)
    const response = await client
      .put(path)
      .header('if-match', '"1"')
      .json({ text: 'a'.repeat(50_001) })
      .bearerToken(author.token)
    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'text' }] })
    const read = await client.get(path).bearerToken(author.token)
    assert.equal(read.body().entry.text, 'short')
    assert.equal(read.body().entry.version, 1)
  })

  test('name every other field that cannot be used', async ({ client }) => {
    for (const [field, value] of [
      ['cards', Array.from({ length: 13 }, () => randomUUID())],
      ['cards.0', ['not an id']],
      ['mood', 'grumpy'],
      ['phase', 'lunch'],
      ['sessionId', 'none'],
    ] as const) {
      const response = await client
        .put(`/api/v1/journal/entries/${randomUUID()}`)
        .json({ text: 'x', [field.split('.')[0] ?? field]: value })
        .bearerToken(author.token)
      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field }] })
    }
  })

  test('belong to no session that their organisation does not have', async ({ client }) => {
    const path = `/api/v1/journal/entries/${randomUUID()}`
    const response = await client
      .put(path)
      .json({ text: 'x', sessionId: randomUUID() })
      .bearerToken(author.token)
    response.assertStatus(422)
    response.assertBodyContains({
      errors: [{ code: 'journal.unknownSession', field: 'sessionId' }],
    })
    const read = await client.get(path).bearerToken(author.token)
    read.assertStatus(404)
  })

  test('are no more than a journal holds, and the refusal says how many', async ({
    client,
    assert,
  }) => {
    const collector = await makePerson('participant')
    await asOwner(
      `insert into journal_entries (organisation_id, person_id, id, text, sequence)
       select ?, ?, gen_random_uuid(), 'x', -number from generate_series(1, ?) number`,
      [collector.organisation, collector.id, MOST_ENTRIES - 1]
    )
    const write = (id: string) =>
      client
        .put(`/api/v1/journal/entries/${id}`)
        .header('accept-language', 'en')
        .json({ text: 'One more' })
        .bearerToken(collector.token)
    const last = randomUUID()
    const [made, refused] = [await write(last), await write(randomUUID())]
    made.assertStatus(201)
    refused.assertStatus(409)
    assert.equal(refused.body().errors[0].code, 'journal.full')
    assert.include(refused.body().errors[0].message, '10,000')
    // Room again once one is deleted.
    await client.delete(`/api/v1/journal/entries/${last}`).bearerToken(collector.token)
    const again = await write(randomUUID())
    again.assertStatus(201)
  })

  test('refuse a version that is none', async ({ client }) => {
    const response = await client
      .put(`/api/v1/journal/entries/${randomUUID()}`)
      .header('if-match', '"latest"')
      .json({ text: 'x' })
      .bearerToken(author.token)
    response.assertStatus(400)
  })

  test('over a version that is not there are not found', async ({ client }) => {
    const response = await client
      .put(`/api/v1/journal/entries/${randomUUID()}`)
      .header('if-match', '"3"')
      .json({ text: 'x' })
      .bearerToken(author.token)
    response.assertStatus(404)
  })

  test('keep text to the letter: 50,000 characters, no characters, right to left', async ({
    client,
    assert,
  }) => {
    for (const text of ['ש'.repeat(50_000), '', '  \n\tשלום 🌉  \r\n']) {
      const id = randomUUID()
      const path = `/api/v1/journal/entries/${id}`
      const response = await client.put(path).json({ text }).bearerToken(author.token)
      response.assertStatus(201)
      const read = await client.get(path).bearerToken(author.token)
      assert.equal(read.body().entry.text, text)
    }
  })

  test('sent twice are saved once', async ({ client, assert }) => {
    const id = randomUUID()
    const path = `/api/v1/journal/entries/${id}`
    const content = { text: 'once', cards: [randomUUID()], mood: 'clearing', phase: 'focus' }
    const first = await client.put(path).json(content).bearerToken(author.token)
    const second = await client.put(path).json(content).bearerToken(author.token)
    first.assertStatus(201)
    second.assertStatus(200)
    assert.deepEqual(second.body(), first.body())
    assert.equal(second.header('etag'), '"1"')
    const changed = { ...content, text: 'twice' }
    for (const attempt of [1, 2]) {
      const response = await client
        .put(path)
        .header('if-match', '"1"')
        .json(changed)
        .bearerToken(author.token)
      response.assertStatus(200)
      assert.equal(response.body().entry.version, 2, `attempt ${attempt}`)
    }
  })

  test('written over an old version keep both versions, once', async ({ client, assert }) => {
    const id = randomUUID()
    const path = `/api/v1/journal/entries/${id}`
    const save = (text: string, over?: number) => {
      const request = client.put(path).json({ text, mood: 'mixed' }).bearerToken(author.token)
      return over === undefined ? request : request.header('if-match', `"${over}"`)
    }
    await save('the first words')
    await save('on the phone', 1)
    const [stale, again] = [await save('on the laptop', 1), await save('on the laptop', 1)]
    stale.assertStatus(409)
    stale.assertBodyContains({ errors: [{ code: 'journal.conflict' }] })
    assert.equal(stale.body().entry.text, 'on the phone')
    assert.equal(stale.body().copy.text, 'on the laptop')
    assert.equal(stale.body().copy.copyOf, id)
    assert.deepEqual(again.body(), stale.body())
    const copy = await client
      .get(`/api/v1/journal/entries/${stale.body().copy.id}`)
      .bearerToken(author.token)
    assert.equal(copy.body().entry.text, 'on the laptop')
  })

  test('made anew under an id that exists keep both versions', async ({ client, assert }) => {
    const path = `/api/v1/journal/entries/${randomUUID()}`
    await client.put(path).json({ text: 'one' }).bearerToken(author.token)
    const response = await client.put(path).json({ text: 'two' }).bearerToken(author.token)
    response.assertStatus(409)
    assert.equal(response.body().entry.text, 'one')
    assert.equal(response.body().copy.text, 'two')
  })

  test('that are deleted leave a mark without words, and can be brought back', async ({
    client,
    assert,
  }) => {
    const path = `/api/v1/journal/entries/${randomUUID()}`
    await client.put(path).json({ text: 'to be deleted' }).bearerToken(author.token)
    const stale = await client.delete(path).header('if-match', '"9"').bearerToken(author.token)
    stale.assertStatus(409)
    const deleted = await client.delete(path).header('if-match', '"1"').bearerToken(author.token)
    deleted.assertStatus(200)
    const { entry } = deleted.body()
    assert.equal(entry.text, '')
    assert.isString(entry.deletedAt)
    const again = await client.delete(path).bearerToken(author.token)
    assert.deepEqual(again.body(), deleted.body())
    const late = await client
      .put(path)
      .header('if-match', '"1"')
      .json({ text: 'written meanwhile' })
      .bearerToken(author.token)
    late.assertStatus(409)
    assert.equal(late.body().copy.text, 'written meanwhile')
    const undone = await client
      .put(path)
      .header('if-match', `"${entry.version}"`)
      .json({ text: 'to be deleted' })
      .bearerToken(author.token)
    undone.assertStatus(200)
    assert.isNull(undone.body().entry.deletedAt)
  })

  test('are told to other devices change by change, deletions too', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const changes = async (since?: number) => {
      const response = await client
        .get('/api/v1/journal/entries')
        .qs(since === undefined ? {} : { since })
        .bearerToken(person.token)
      response.assertStatus(200)
      const answer: { entries: Entry[]; cursor: number; more: boolean } = response.body()
      return answer
    }
    const ids = [randomUUID(), randomUUID()]
    for (const id of ids) {
      await client.put(`/api/v1/journal/entries/${id}`).json({ text: id }).bearerToken(person.token)
    }
    const all = await changes()
    assert.deepEqual(
      all.entries.map(({ id }) => id),
      ids
    )
    assert.deepEqual((await changes(all.cursor)).entries, [])
    await client.delete(`/api/v1/journal/entries/${ids[0]}`).bearerToken(person.token)
    const later = await changes(all.cursor)
    assert.deepEqual(
      later.entries.map(({ id, deletedAt }) => [id, deletedAt !== null]),
      [[ids[0], true]]
    )
    assert.isFalse(later.more)
  })

  test('say on page which session and question they answer, also when it was called off', async ({
    client,
    assert,
  }) => {
    const facilitator = await makePerson('facilitator')
    const writer = await makePerson('participant', facilitator.organisation)
    const stranger = await makePerson('participant', facilitator.organisation)
    const session = await makeSession(facilitator, { title: 'Harbour talk' })
    await makeParticipant(session, writer)
    const write = async (person: TestPerson) => {
      const id = randomUUID()
      const saved = await client
        .put(`/api/v1/journal/entries/${id}`)
        .json({ text: 'x', sessionId: session, phase: 'pause' })
        .bearerToken(person.token)
      saved.assertStatus(201)
      return id
    }
    const read = async (person: TestPerson, path: string) =>
      (await (await Visitor.as(person)).get(path)).text()
    const [entry, foreign] = [await write(writer), await write(stranger)]
    const [stored] = await asOwner<{ prompt: string }>(
      `select journey #>> '{phases,0,prompt,en}' as prompt from sessions where id = ?`,
      [session]
    )
    await (await Visitor.as(facilitator)).submit('DELETE', `/sessions/${session}`)
    for (const path of ['/journal', `/journal/${entry}`]) {
      const page = await read(writer, path)
      assert.include(page, 'Harbour talk')
      assert.include(page, (stored?.prompt ?? 'No prompt').slice(0, 20))
    }
    // Who was never in the session learns nothing of it by writing down its id.
    for (const path of ['/journal', `/journal/${foreign}`]) {
      assert.notInclude(await read(stranger, path), 'Harbour talk')
    }
  })
})
