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
  type Holding,
} from '#canvas/server/canvas_store'
import { destroyKeys } from '#core/keys/destroy_keys'
import { live } from '#live'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'

const scopeOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })

async function makeCanvas() {
  const { one, two, session } = await makeSharedCanvas()
  return { one, two, session, scope: scopeOf(one) }
}

const place = (doc: Doc, card: string, { id }: TestPerson) =>
  placeCard(doc, { card, at: [0, 0, 0, 1], author: id })

const cardsOf = (doc: Doc) =>
  readElements(doc)
    .map((element) => ('card' in element ? element.card : ''))
    .sort()

/** What another node finds stored of a canvas. */
async function storedCards(scope: CanvasScope, canvas: string): Promise<string[]> {
  const { document } = await loadDocument(scope, canvas)
  const doc = new Doc()
  if (document) applyUpdate(doc, document)
  return cardsOf(doc)
}

/** Does to a canvas what another node does that takes it from a node it does not hear of. */
async function takeElsewhere(canvas: string): Promise<Holding> {
  const lease = randomUUID()
  await asOwner('update canvas_rooms set lease = ? where canvas_id = ?', [lease, canvas])
  return { lease, keyVersion: 1, sealedFor: null }
}

const GRANT = 'grant insert, update on canvases to belvedere_application'
const REVOKE = 'revoke insert, update on canvases from belvedere_application'

/** Draws what the server gets and cannot store before `GRANT`, and leaves. */
async function drawUnstored(client: CanvasClient, canvas: string, draw: () => void) {
  await asOwner(REVOKE)
  const document = documents.documents.get(canvas)
  const arrived = new Promise<void>((resolve) => document?.once('update', () => resolve()))
  draw()
  await arrived
  documents.flushPendingStores()
  await document?.saveMutex.waitForUnlock()
  const left = new Promise<void>((resolve) => {
    documents.configuration.extensions.push({
      async onDisconnect({ documentName }) {
        if (documentName === canvas) resolve()
      },
    })
  })
  client.close()
  await left
}

async function leaseOf(canvas: string): Promise<string> {
  const [room] = await asOwner<{ lease: string }>(
    'select lease from canvas_rooms where canvas_id = ?',
    [canvas]
  )
  return room?.lease ?? ''
}

/** Does what lets the node go of a canvas, and waits until it has. */
async function letsGo(canvas: string, because: () => unknown): Promise<void> {
  const held = await leaseOf(canvas)
  const freed = new Promise<void>((resolve) =>
    live.onTold('canvas.freed', (lease) => {
      if (lease === held) resolve()
    })
  )
  await because()
  await freed
}

test.group('A canvas that another node has taken', () => {
  test('is not stored by the one that had it before', async ({ assert, cleanup }) => {
    const { one, session, scope } = await makeCanvas()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    place(client.doc, 'before', one)
    await client.confirmed()

    const holding = await takeElsewhere(session)
    const elsewhere = new Doc()
    applyUpdate(elsewhere, encodeStateAsUpdate(client.doc))
    place(elsewhere, 'elsewhere', one)
    const canvas = { id: session, owner: null }
    await storeDocument(scope, canvas, holding, encodeStateAsUpdate(elsewhere))

    place(client.doc, 'late', one)
    await client.confirmed()
    assert.deepEqual(cardsOf(client.doc), ['before', 'elsewhere', 'late'])
    assert.deepEqual(await storedCards(scope, session), ['before', 'elsewhere', 'late'])
  })

  test('is refused by the database to whoever has an old lease', async ({ assert, cleanup }) => {
    const { one, session, scope } = await makeCanvas()
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
    const canvas = { id: session, owner: null }
    const holding = { lease: old, keyVersion: 1, sealedFor: null }
    await assert.rejects(
      () => storeDocument(scope, canvas, holding, encodeStateAsUpdate(new Doc())),
      RoomLostError
    )
    assert.deepEqual(await storedCards(scope, session), ['new'])
  })

  test('is left at once by those who only look, when it is heard of', async ({ cleanup }) => {
    const { one, two, session } = await makeCanvas()
    const [first, second] = [new CanvasClient(one, session), new CanvasClient(two, session)]
    cleanup(() => first.close())
    cleanup(() => second.close())
    await Promise.all([first.synced(), second.synced()])
    const away = Promise.all([first.lost(), second.lost()])
    live.tellNodes('canvas.wanted', await leaseOf(session))
    await away
    await Promise.all([first.synced(), second.synced()])
  })

  test('is left by those who only look, when it was not heard of', async ({ cleanup }) => {
    const { one, session } = await makeCanvas()
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
    const { one, session, scope } = await makeCanvas()
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
    const { one, session, scope } = await makeCanvas()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    place(client.doc, 'first', one)
    await client.confirmed()
    cleanup(() => asOwner(GRANT).then(() => undefined))
    await drawUnstored(client, session, () => place(client.doc, 'second', one))
    assert.deepEqual(await storedCards(scope, session), ['first'])

    await letsGo(session, () => asOwner(GRANT))
    assert.deepEqual(await storedCards(scope, session), ['first', 'second'])
  })

  test('is not stored again from memory under a new key, once it was erased with its own', async ({
    assert,
    cleanup,
  }) => {
    const person = await makePerson('participant')
    const scope = scopeOf(person)
    const canvas = await makePrivateCanvas(person)
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    await client.synced()
    place(client.doc, 'stored', person)
    await client.confirmed()
    cleanup(() => asOwner(GRANT).then(() => undefined))
    await drawUnstored(client, canvas, () => place(client.doc, 'unstored', person))

    await destroyKeys({ organisation: person.organisation, person: person.id })
    await letsGo(canvas, () => asOwner(GRANT))
    assert.deepEqual(await storedCards(scope, canvas), [])
    const again = new CanvasClient(person, canvas)
    cleanup(() => again.close())
    await again.synced()
    assert.isEmpty(cardsOf(again.doc))
    place(again.doc, 'new', person)
    await again.confirmed()
    assert.deepEqual(await storedCards(scope, canvas), ['new'])
  })

  test('belongs to nobody once nobody has it open', async ({ assert, cleanup }) => {
    const { one, session } = await makeCanvas()
    const client = new CanvasClient(one, session)
    cleanup(() => client.close())
    await client.synced()
    await letsGo(session, () => client.close())
    assert.isEmpty(await asOwner('select 1 from canvas_rooms where canvas_id = ?', [session]))
  })
})
