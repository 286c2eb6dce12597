import { test } from '@japa/runner'
import { announceRevocation } from '#core/access/revocations'
import { live, registerChannel } from '#live'
import { hub } from '#live/live'
import { heartbeat } from '#live/serve_connections'
import { tenancy } from '#core/tenancy/tenancy'
import { asOwner } from '#tests/support/database'
import { LiveClient } from '#tests/support/live_client'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

const open = new Set<string>()
let sequence = 7

registerChannel('test', {
  presence: true,
  authorise: async (signIn, id) => (open.has(id) ? { name: signIn.person.name } : null),
  snapshot: async (_signIn, id) => ({ sequence, state: { id } }),
})

registerChannel('beside', {
  closesWith: 'test',
  authorise: async (signIn) => ({ name: signIn.person.name }),
  snapshot: async () => ({ sequence, state: null }),
})

registerChannel('broken', {
  authorise: async (signIn) => ({ name: signIn.person.name }),
  snapshot: () => Promise.reject(new Error('away')),
})

test.group('The live channel', (group) => {
  let person: TestPerson
  group.each.setup(async () => {
    person = await makePerson('participant')
    open.add('room')
    return () => {
      open.clear()
      sequence = 7
    }
  })

  test('refuses an invalid bearer token', async ({ assert }) => {
    const client = await LiveClient.open({ headers: { authorization: `Bearer ${'x'.repeat(43)}` } })
    assert.equal(await client.closed, 4401)
  })

  test('refuses an invalid token in the first message', async ({ assert }) => {
    const client = await LiveClient.open()
    client.say({ type: 'authenticate', token: 'x'.repeat(43) })
    assert.equal(await client.closed, 4401)
  })

  test('refuses subscriptions before somebody is signed in', async ({ assert }) => {
    const client = await LiveClient.open()
    const answer = await client.subscribe('test:room')
    assert.include(answer, { type: 'refused', code: 'core.signInRequired' })
    client.close()
  })

  test('closes on somebody who does not say who they are', async ({ assert }) => {
    const client = await LiveClient.open()
    assert.equal(await client.closed, 4401)
  }).timeout(10_000)

  test('has those come back later of whom it cannot find out now whether they are signed in', async ({
    assert,
    cleanup,
  }) => {
    await asOwner('alter function find_sign_in rename to find_sign_in_away')
    cleanup(async () => {
      await asOwner('alter function find_sign_in_away rename to find_sign_in')
    })
    const client = await LiveClient.open({ headers: { authorization: `Bearer ${person.token}` } })
    assert.equal(await client.closed, 1013)
  })

  test('has those come back later to whom it cannot show now what they ask for', async ({
    assert,
  }) => {
    const client = await LiveClient.of(person)
    client.say({ type: 'subscribe', channel: 'broken:room' })
    assert.equal(await client.closed, 1013)
  })

  test('refuses a page of another site, even with a good cookie', async ({ assert }) => {
    const headers = LiveClient.pageHeaders(person, 'https://elsewhere.example')
    await assert.rejects(() => LiveClient.open({ headers }), /403/)
  })

  test('ignores a cookie that comes without an origin', async ({ assert }) => {
    const { cookie } = LiveClient.pageHeaders(person)
    const client = await LiveClient.open({ headers: { cookie } })
    const answer = await client.subscribe('test:room')
    assert.equal(answer.code, 'core.signInRequired')
    client.close()
  })

  test('answers a forbidden channel, an unknown one and an unknown kind alike', async ({
    assert,
  }) => {
    const client = await LiveClient.of(person)
    for (const channel of ['test:closed', 'nothing:room', 'nothing', ':', '']) {
      const answer = await client.subscribe(channel)
      assert.deepEqual(answer, { v: 1, type: 'refused', channel, code: 'core.notFound' })
    }
    client.close()
  })

  test('says what is malformed, and closes after repeated abuse', async ({ assert }) => {
    const client = await LiveClient.of(person)
    for (const nonsense of ['', '{', '[]', '{"v":2,"type":"ping","at":1}', '{"v":1}']) {
      client.socket.send(nonsense)
    }
    assert.equal(await client.closed, 4429)
    assert.lengthOf(
      client.heard.filter(({ code }) => code === 'live.malformed'),
      5
    )
  })

  test('closes on an oversized frame', async ({ assert }) => {
    const client = await LiveClient.of(person)
    client.socket.send('x'.repeat(17 * 1024))
    assert.equal(await client.closed, 1009)
  })

  test('closes on a flood', async ({ assert }) => {
    const client = await LiveClient.of(person)
    for (let at = 0; at < 60; at++) client.say({ type: 'ping', at })
    assert.equal(await client.closed, 4429)
  })

  test('hears whoever signs in by cookie, bearer token or first message', async ({ assert }) => {
    const byCookie = await LiveClient.open({ headers: LiveClient.pageHeaders(person) })
    const byMessage = await LiveClient.open()
    byMessage.say({ type: 'authenticate', token: person.token })
    for (const client of [byCookie, byMessage, await LiveClient.of(person)]) {
      const welcome = await client.hears(({ type }) => type === 'welcome')
      assert.equal(welcome.person, person.id)
      client.close()
    }
  })

  test('starts with the state and tells each change', async ({ assert }) => {
    const client = await LiveClient.of(person)
    const answer = await client.subscribe('test:room', 3)
    assert.include(answer, { type: 'subscribed', sequence: 7 })
    assert.deepEqual(answer.state, { id: 'room' })
    live.publish('test:room', { hello: 'there' }, 8)
    const message = await client.hears(({ type }) => type === 'message')
    assert.deepEqual(message, {
      v: 1,
      type: 'message',
      channel: 'test:room',
      sequence: 8,
      body: { hello: 'there' },
    })
    client.close()
  })

  test('tells nothing after unsubscribing', async ({ assert }) => {
    const client = await LiveClient.of(person)
    await client.subscribe('test:room')
    client.say({ type: 'unsubscribe', channel: 'test:room' })
    client.say({ type: 'ping', at: 1 })
    await client.hears(({ type }) => type === 'pong')
    live.publish('test:room', {})
    client.say({ type: 'ping', at: 2 })
    await client.hears(({ at }) => at === 2)
    assert.isFalse(client.heard.some(({ type }) => type === 'message'))
    client.close()
  })

  test('shows who is here, each person once, until they leave', async ({ assert }) => {
    const other = await makePerson('participant', person.organisation)
    const watcher = await LiveClient.of(person)
    const twice = await LiveClient.of(person)
    const guest = await LiveClient.of(other)
    for (const each of [watcher, twice, guest]) await each.subscribe('test:room')
    const idsOf = (people: unknown) =>
      Array.isArray(people) ? people.map(({ id }: { id: string }) => id).sort() : []
    const both = [person.id, other.id].sort()
    await watcher.hears(
      ({ type, people }) => type === 'presence' && idsOf(people).join() === both.join()
    )
    watcher.heard.length = 0
    guest.close()
    twice.close()
    const left = await watcher.hears(
      ({ type, people }) => type === 'presence' && idsOf(people).length === 1
    )
    assert.deepEqual(idsOf(left.people), [person.id])
    watcher.close()
  })

  test('closes one channel of one person and leaves the rest', async ({ assert }) => {
    const other = await makePerson('participant', person.organisation)
    const [closed, kept] = [await LiveClient.of(person), await LiveClient.of(other)]
    for (const each of [closed, kept]) await each.subscribe('test:room')
    live.close({ person: person.id, channel: 'test:room' })
    await closed.hears(({ type }) => type === 'closed')
    live.publish('test:room', { later: true })
    await kept.hears(({ type }) => type === 'message')
    closed.say({ type: 'ping', at: 1 })
    await closed.hears(({ type }) => type === 'pong')
    assert.isFalse(closed.heard.some(({ type }) => type === 'message'))
    closed.close()
    kept.close()
  })

  test('closes what is a part of what is closed, and what closes with it', async ({ assert }) => {
    const client = await LiveClient.of(person)
    for (const channel of ['test:room', 'beside:room']) await client.subscribe(channel)
    live.close({ person: person.id, channel: 'test:roomy' })
    live.close({ person: person.id, channel: 'test:room:by-a-session' })
    await client.hears(({ type, channel }) => type === 'closed' && channel === 'beside:room')
    const closed = client.heard.filter(({ type }) => type === 'closed')
    assert.sameMembers(
      closed.map(({ channel }) => channel),
      ['test:room', 'beside:room']
    )
    client.close()
  })

  test('ends with a role, and can be had again at once with the new one', async ({ assert }) => {
    const owner = await makePerson('owner', person.organisation)
    const before = await LiveClient.of(person)
    await before.subscribe('test:room')
    const visitor = await Visitor.as(owner)
    await visitor.submit('POST', `/people/${person.id}/role`, { role: 'facilitator' })
    assert.equal(await before.closed, 4409)
    const after = await LiveClient.of(person)
    const answer = await after.subscribe('test:room')
    assert.equal(answer.type, 'subscribed')
    after.close()
  })

  test('starts anew where something may have been missed', async ({ assert }) => {
    const client = await LiveClient.of(person)
    await client.subscribe('test:room')
    client.heard.length = 0
    sequence = 9
    hub.send({ kind: 'missed' })
    const shown = await client.hears(({ type }) => type === 'subscribed')
    assert.include(shown, { channel: 'test:room', sequence: 9 })
    live.publish('test:room', { hello: 'again' }, 10)
    const message = await client.hears(({ type }) => type === 'message')
    assert.equal(message.sequence, 10)
    client.close()
  })

  test('where a revocation may have been missed, what is over ends', async ({ assert }) => {
    const [leaves, staysOut, changes] = [
      person,
      await makePerson('participant', person.organisation),
      await makePerson('participant', person.organisation),
    ]
    open.add('side')
    const gone = await LiveClient.of(leaves)
    const kept = await LiveClient.of(staysOut)
    const changed = await LiveClient.of(changes)
    for (const client of [gone, kept, changed]) await client.subscribe('test:room')
    await kept.subscribe('test:side')
    open.delete('room')
    await asOwner('delete from memberships where person_id = ?', [leaves.id])
    await asOwner(`update memberships set role = 'facilitator' where person_id = ?`, [changes.id])
    hub.send({ kind: 'missed' })
    assert.equal(await gone.closed, 4401)
    assert.equal(await changed.closed, 4409)
    const closed = await kept.hears(({ type }) => type === 'closed')
    assert.equal(closed.channel, 'test:room')
    live.publish('test:room', {})
    live.publish('test:side', {})
    const message = await kept.hears(({ type }) => type === 'message')
    assert.equal(message.channel, 'test:side')
    kept.close()
  })

  test('ends with the access: at once when announced, at the next heartbeat when not', async ({
    assert,
  }) => {
    const announced = await LiveClient.of(person)
    announceRevocation({ person: person.id, organisation: person.organisation })
    assert.equal(await announced.closed, 4401)

    const silent = await LiveClient.of(person)
    await tenancy.run({ organisation: person.organisation, person: person.id }, () =>
      tenancy.client().from('memberships').where('person_id', person.id).delete()
    )
    await heartbeat()
    assert.equal(await silent.closed, 4401)
  })
})
