import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { test } from '@japa/runner'
import { WebSocket } from 'ws'
import { elementsOf, placeCard, readElements } from '#canvas/document'
import { documents } from '#canvas/server/canvas_documents'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import { hub } from '#live/live'
import { removeParticipant } from '#programs'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { LiveClient } from '#tests/support/live_client'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

/** Opens a client that the test closes at its end. */
function opener(cleanup: (work: () => void) => void) {
  return (...parameters: ConstructorParameters<typeof CanvasClient>) => {
    const client = new CanvasClient(...parameters)
    cleanup(() => client.close())
    return client
  }
}

test.group('A canvas refuses', () => {
  test('whoever is not signed in', async ({ assert }) => {
    const socket = new WebSocket(`ws://127.0.0.1:${process.env.PORT}/canvas/${randomUUID()}`)
    const [error] = await once(socket, 'error')
    assert.include(String(error), '401')
  })

  test('pages of other sites, whatever cookie they bring', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    const socket = new WebSocket(`ws://127.0.0.1:${process.env.PORT}/canvas/${session}`, {
      headers: { origin: 'https://elsewhere.example', authorization: `Bearer ${one.token}` },
    })
    const [error] = await once(socket, 'error')
    assert.include(String(error), '403')
  })

  test('another organisation, another session and an unknown id, in the same words', async ({
    assert,
    cleanup,
  }) => {
    const open = opener(cleanup)
    const { session } = await makeSharedCanvas()
    const stranger = await makePerson('owner')
    const other = await makeSharedCanvas()
    const answers = await Promise.all([
      open(stranger, session).refused(),
      open(other.one, session).refused(),
      open(other.one, randomUUID()).refused(),
      open(other.one, 'no-id-at-all').refused(),
    ])
    assert.deepEqual(new Set(answers), new Set(['permission-denied']))
  })

  test('its own id in capitals, by which it would be open twice and closed for nobody', async ({
    assert,
    cleanup,
  }) => {
    const { one, session } = await makeSharedCanvas()
    const capitals = session.toUpperCase()
    assert.equal(await opener(cleanup)(one, capitals).refused(), 'permission-denied')
    const visitor = await Visitor.as(one)
    for (const path of [
      `/sessions/${capitals}/canvas`,
      `/canvases/${capitals}`,
      `/canvases/${capitals}/present`,
      `/canvases/${capitals}/comments`,
      `/canvases/${capitals}/exercise`,
      `/canvases/${capitals}/versions`,
    ]) {
      assert.equal((await visitor.get(path, { accept: 'application/json' })).status, 404, path)
    }
    const listener = await LiveClient.of(one)
    cleanup(() => listener.close())
    for (const channel of [`canvas:${capitals}`, `exercise:${capitals}`, `session:${capitals}`]) {
      listener.say({ type: 'subscribe', channel })
      await listener.hears((said) => said.type === 'refused' && said.channel === channel)
    }
  })

  test('another document than the one of its address', async ({ assert, cleanup }) => {
    const { one, session } = await makeSharedCanvas()
    const other = await makeSharedCanvas()
    const client = opener(cleanup)(one, session, other.session)
    assert.equal(await client.refused(), 'permission-denied')
  })

  test('everybody but its owner, if it is private: facilitator, admin and owner too', async ({
    assert,
    cleanup,
  }) => {
    const open = opener(cleanup)
    const { one, facilitator } = await makeSharedCanvas()
    const canvas = await makePrivateCanvas(one)
    const admin = await makePerson('admin', one.organisation)
    const owner = await makePerson('owner', one.organisation)
    for (const person of [facilitator, admin, owner]) {
      assert.equal(await open(person, canvas).refused(), 'permission-denied')
    }
    await open(one, canvas).synced()
  })

  test('changes once the session has ended, but shows what was drawn', async ({
    assert,
    cleanup,
  }) => {
    const open = opener(cleanup)
    const { one, two, facilitator, session } = await makeSharedCanvas()
    const before = await open(one, session).synced()
    placeCard(before.doc, { card: 'card-before', at: [0, 0, 0, 1], author: one.id })
    await before.confirmed()
    await asOwner(`update sessions set state = 'ended' where id = ?`, [session])
    live.close({ channel: `canvas:${session}` })

    const viewer = await open(two, session).synced()
    assert.equal(viewer.provider.authorizedScope, 'readonly')
    assert.lengthOf(readElements(viewer.doc), 1)
    placeCard(viewer.doc, { card: 'card-after', at: [0, 0, 0, 1], author: two.id })
    const watcher = await open(facilitator, session).synced()
    assert.lengthOf(readElements(watcher.doc), 1)
    assert.equal(documents.documents.get(session)?.getMap('elements').size, 1)
  })
})

test.group('On a canvas', () => {
  test('what one draws everybody has, and it is stored', async ({ assert, cleanup }) => {
    const open = opener(cleanup)
    const { one, two, session } = await makeSharedCanvas()
    const [here, there] = [open(one, session), open(two, session)]
    await Promise.all([here.synced(), there.synced()])
    placeCard(here.doc, { card: 'card-1', at: [10, 20, 0, 1], author: one.id })
    await there.until(() => elementsOf(there.doc).size === 1)
    assert.containSubset(readElements(there.doc), [{ kind: 'card', card: 'card-1' }])

    await here.confirmed()
    const unloaded = new Promise<void>((resolve) => {
      documents.configuration.extensions.push({
        async afterUnloadDocument({ documentName }) {
          if (documentName === session) resolve()
        },
      })
    })
    here.close()
    there.close()
    await unloaded
    const later = await open(two, session).synced()
    assert.lengthOf(readElements(later.doc), 1)
  })

  test('a cursor carries the name of who is signed in, whatever the client claims', async ({
    assert,
    cleanup,
  }) => {
    const open = opener(cleanup)
    const { one, two, session } = await makeSharedCanvas()
    const [forger, watcher] = [open(one, session), open(two, session)]
    await Promise.all([forger.synced(), watcher.synced()])
    forger.provider.awareness?.setLocalState({
      person: { id: two.id, name: 'Somebody else' },
      cursor: { x: 1, y: 2 },
    })
    const seen = () => watcher.provider.awareness?.getStates().get(forger.doc.clientID)
    await watcher.until(() => seen() !== undefined)
    assert.deepEqual(seen()?.person, { id: one.id, name: one.name })
  })

  test('nobody can speak to the others past the document', async ({ assert, cleanup }) => {
    const open = opener(cleanup)
    const { one, two, session } = await makeSharedCanvas()
    const [speaker, listener] = [open(one, session), open(two, session)]
    await Promise.all([speaker.synced(), listener.synced()])
    const heard: string[] = []
    listener.provider.on('stateless', ({ payload }: { payload: string }) => heard.push(payload))
    speaker.provider.sendStateless('hello')
    placeCard(listener.doc, { card: 'card-2', at: [0, 0, 0, 1], author: two.id })
    await listener.confirmed()
    assert.deepEqual(heard, [])
  })

  test('who is taken off the session is out at once', async ({ assert, cleanup }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const client = await opener(cleanup)(one, session).synced()
    await tenancy.run({ organisation: facilitator.organisation, person: facilitator.id }, () =>
      removeParticipant(session, one.id)
    )
    assert.equal(await client.refused(), 'permission-denied')
  })

  test('whose access is taken away is out at once', async ({ assert, cleanup }) => {
    const open = opener(cleanup)
    const { one, session } = await makeSharedCanvas()
    const client = await open(one, session).synced()
    await asOwner('delete from participants where person_id = ?', [one.id])
    live.close({ person: one.id })
    assert.equal(await client.refused(), 'permission-denied')
  })

  test('whose access was taken away unheard is out where that may have been missed', async ({
    assert,
    cleanup,
  }) => {
    const open = opener(cleanup)
    const { one, two, session } = await makeSharedCanvas()
    const [client, other] = [open(one, session), open(two, session)]
    await Promise.all([client.synced(), other.synced()])
    let isShut = false
    other.provider.on('close', () => (isShut = true))
    await asOwner('delete from participants where person_id = ?', [one.id])
    hub.send({ kind: 'missed' })
    assert.equal(await client.refused(), 'permission-denied')
    placeCard(other.doc, { card: 'card-3', at: [0, 0, 0, 1], author: two.id })
    await other.confirmed()
    assert.isFalse(isShut)
  })

  test('whoever may only look by now comes back to do so, where that may have been missed', async ({
    assert,
    cleanup,
  }) => {
    const { one, session } = await makeSharedCanvas()
    const client = await opener(cleanup)(one, session).synced()
    await asOwner(`update sessions set state = 'ended', ended_at = now() where id = ?`, [session])
    const closed = new Promise<void>((resolve) => client.provider.on('close', () => resolve()))
    hub.send({ kind: 'missed' })
    await closed
    await client.synced()
    assert.equal(client.provider.authorizedScope, 'readonly')
  })
})
