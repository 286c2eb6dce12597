import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { placeCard, readElements } from '#canvas/document'
import { documents, leaveLostRooms } from '#canvas/server/canvas_documents'
import {
  loadDocument,
  RoomLostError,
  storeDocument,
  type CanvasScope,
} from '#canvas/server/canvas_store'
import { live } from '#live'
import { CanvasClient } from '#tests/support/canvas_client'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'

async function room() {
  const facilitator = await makePerson('facilitator')
  const one = await makePerson('participant', facilitator.organisation)
  const two = await makePerson('participant', facilitator.organisation)
  const session = await makeSession(facilitator)
  await makeParticipant(session, one)
  await makeParticipant(session, two)
  return { one, two, session, scope: { organisation: one.organisation, person: one.id } }
}

const place = (doc: Doc, card: string, { id }: TestPerson) =>
  placeCard(doc, { card, at: [0, 0, 0, 1], author: id })

const cardsOf = (doc: Doc) =>
  readElements(doc)
    .map((element) => ('card' in element ? element.card : ''))
    .sort()

/** What another node finds stored of a canvas. */
async function storedCards(scope: CanvasScope, canvas: string): Promise<string[]> {
  const stored = await loadDocument(scope, canvas)
  const doc = new Doc()
  if (stored) applyUpdate(doc, stored)
  return cardsOf(doc)
}

/** Does to a canvas what another node does that takes it from a node it does not hear of. */
async function takeElsewhere(canvas: string): Promise<string> {
  const lease = randomUUID()
  await asOwner('update canvas_rooms set lease = ? where canvas_id = ?', [lease, canvas])
  return lease
}

test.group('A canvas that another node has taken', () => {
  test('is not stored by the one that had it before', async ({ assert, cleanup }) => {
    const { one, session, scope } = await room()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    place(client.doc, 'before', one)
    await client.confirmed()

    const lease = await takeElsewhere(session)
    const elsewhere = new Doc()
    applyUpdate(elsewhere, encodeStateAsUpdate(client.doc))
    place(elsewhere, 'elsewhere', one)
    await storeDocument(scope, { id: session, owner: null }, lease, encodeStateAsUpdate(elsewhere))

    place(client.doc, 'late', one)
    await client.confirmed()
    assert.deepEqual(cardsOf(client.doc), ['before', 'elsewhere', 'late'])
    assert.deepEqual(await storedCards(scope, session), ['before', 'elsewhere', 'late'])
  })

  test('is refused by the database to whoever has an old lease', async ({ assert, cleanup }) => {
    const { one, session, scope } = await room()
    const old = randomUUID()
    await asOwner('insert into canvas_rooms (organisation_id, canvas_id, lease) values (?, ?, ?)', [
      scope.organisation,
      session,
      old,
    ])
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    place(client.doc, 'new', one)
    await client.confirmed()
    await assert.rejects(
      () => storeDocument(scope, { id: session, owner: null }, old, encodeStateAsUpdate(new Doc())),
      RoomLostError
    )
    assert.deepEqual(await storedCards(scope, session), ['new'])
  })

  test('is left at once by those who only look, when it is heard of', async ({ cleanup }) => {
    const { one, two, session } = await room()
    const [first, second] = [new CanvasClient(one, session), new CanvasClient(two, session)]
    cleanup(() => first.close())
    cleanup(() => second.close())
    await Promise.all([first.synced(), second.synced()])
    const away = Promise.all([first.lost(), second.lost()])
    const [taken] = await asOwner<{ lease: string }>(
      'select lease from canvas_rooms where canvas_id = ?',
      [session]
    )
    live.tellNodes('canvas.wanted', taken?.lease ?? '')
    await away
    await Promise.all([first.synced(), second.synced()])
  })

  test('is left by those who only look, when it was not heard of', async ({ cleanup }) => {
    const { one, session } = await room()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    await takeElsewhere(session)
    const away = client.lost()
    await leaveLostRooms()
    await away
    await client.synced()
  })
})

test.group('A canvas', () => {
  test('is stored before it is said that a change has arrived', async ({ assert, cleanup }) => {
    const { one, session, scope } = await room()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    for (const card of ['a', 'b', 'c']) {
      place(client.doc, card, one)
      await client.confirmed()
      assert.include(await storedCards(scope, session), card)
    }
  })

  test('keeps what could not be stored, although nobody is left on it, and stores it later', async ({
    assert,
    cleanup,
  }) => {
    const { one, session, scope } = await room()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    place(client.doc, 'first', one)
    await client.confirmed()
    const allow = () => asOwner('grant insert, update on canvases to belvedere_application')
    cleanup(() => allow().then(() => undefined))
    await asOwner('revoke insert, update on canvases from belvedere_application')
    const document = documents.documents.get(session)
    const arrived = new Promise<void>((resolve) => document?.once('update', () => resolve()))
    place(client.doc, 'second', one)
    await arrived
    documents.flushPendingStores()
    await document?.saveMutex.waitForUnlock()
    assert.deepEqual(await storedCards(scope, session), ['first'])

    const freed = new Promise<void>((resolve) => live.onTold('canvas.freed', () => resolve()))
    const left = new Promise<void>((resolve) => {
      documents.configuration.extensions.push({
        async onDisconnect({ documentName }) {
          if (documentName === session) resolve()
        },
      })
    })
    client.close()
    await left
    await allow()
    await freed
    assert.deepEqual(await storedCards(scope, session), ['first', 'second'])
  })

  test('belongs to nobody once nobody has it open', async ({ assert, cleanup }) => {
    const { one, session } = await room()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    const freed = new Promise<void>((resolve) => live.onTold('canvas.freed', () => resolve()))
    client.close()
    await freed
    assert.isEmpty(await asOwner('select 1 from canvas_rooms where canvas_id = ?', [session]))
  })
})
