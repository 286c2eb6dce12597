import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { test } from '@japa/runner'
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding'
import { WebSocket } from 'ws'
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs'
import { LARGEST_DOCUMENT } from '#canvas/document_size'
import { documents } from '#canvas/server/canvas_documents'
import { CanvasClient } from '#tests/support/canvas_client'
import { cursors, question, signingIn } from '#tests/support/canvas_messages'
import { makeSharedCanvas } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { drawOn } from '#tests/support/draw_on'
import { makePerson, type TestPerson } from '#tests/support/people'

/** A person's private canvas that holds `bytes` of text under `text`. */
async function filledCanvasOf(person: TestPerson, bytes: number): Promise<string> {
  const id = randomUUID()
  const filled = new Doc()
  filled.getText('text').insert(0, 'x'.repeat(bytes))
  const scope = { organisation: person.organisation, person: person.id }
  await drawOn(scope, { id, owner: person.id }, encodeStateAsUpdate(filled))
  return id
}

/** Resolves with the reason when the server has ended the connection to a document. */
function closed(client: CanvasClient): Promise<string> {
  return new Promise((resolve) => {
    client.provider.on('close', ({ event }: { event: { reason: string } }) => resolve(event.reason))
  })
}

test.group('A canvas that is full', () => {
  test('takes nothing more, not even by changes of a few bytes', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, LARGEST_DOCUMENT)
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    await client.synced()

    const refused = closed(client)
    client.doc.getText('text').insert(0, 'y')
    assert.equal(await refused, 'full')
    const reader = new CanvasClient(person, canvas)
    cleanup(() => reader.close())
    await reader.synced()
    assert.equal(reader.doc.getText('text').length, LARGEST_DOCUMENT)
  })

  test('takes what was too much once something else has been removed', async ({
    assert,
    cleanup,
  }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, LARGEST_DOCUMENT)
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    await client.synced()
    const refused = closed(client)
    client.doc.getText('text').insert(0, 'y')
    await refused
    client.doc.getText('text').delete(100, 50_000)
    await client.confirmed()
    const reader = new CanvasClient(person, canvas)
    cleanup(() => reader.close())
    await reader.synced()
    assert.equal(reader.doc.getText('text').length, LARGEST_DOCUMENT + 1 - 50_000)
  })

  test('can be read, cleared, and written on again', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, LARGEST_DOCUMENT)
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    await client.synced()
    assert.equal(client.doc.getText('text').length, LARGEST_DOCUMENT)

    client.doc.getText('text').delete(0, LARGEST_DOCUMENT - 100)
    await client.confirmed()
    const document = documents.documents.get(canvas)
    documents.flushPendingStores()
    await document?.saveMutex.waitForUnlock()

    client.doc.getText('text').insert(0, 'room')
    await client.confirmed()
    assert.equal(document?.getText('text').length, 104)
  })
})

test.group('A change that follows something nobody has sent', () => {
  test('is kept only while it is small', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, 10)
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    await client.synced()

    const elsewhere = new Doc()
    elsewhere.getText('text').insert(0, 'missing')
    const before = encodeStateVector(elsewhere)
    elsewhere.getText('text').insert(7, 'x'.repeat(100_000))
    const refused = closed(client)
    client.sendUpdate(encodeStateAsUpdate(elsewhere, before))
    await refused
    assert.isNull(documents.documents.get(canvas)?.store.pendingStructs ?? null)
  })
})

test.group('Somebody who wants to keep a canvas busy', () => {
  test('leaves nothing behind by deleting what nobody has', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, 10)
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    await client.synced()
    const refused = closed(client)
    client.sendUpdate(deletionsOf(1234, 50_000))
    await refused
    assert.isNull(documents.documents.get(canvas)?.store.pendingDs ?? null)
  })

  test('is sent away with changes of thousands of made-up clients', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, 10)
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    await client.synced()
    const many = new Doc()
    for (let number = 0; number < 1001; number++) {
      const one = new Doc()
      one.getText('text').insert(0, 'x')
      applyUpdate(many, encodeStateAsUpdate(one))
    }
    const refused = closed(client)
    client.sendUpdate(encodeStateAsUpdate(many))
    await refused
    assert.isAtMost(documents.documents.get(canvas)?.store.clients.size ?? 0, 1)
  })

  test('opens the document once for each connection', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, 10)
    const socket = await socketOf(person, canvas)
    cleanup(() => socket.terminate())
    socket.send(signingIn(canvas))
    socket.send(signingIn(`${canvas}\0again`))
    const [code] = await once(socket, 'close')
    assert.equal(code, 1008)
  })

  test('tells no more cursors than a person has', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, 10)
    const socket = await socketOf(person, canvas)
    cleanup(() => socket.terminate())
    socket.send(cursorsOf(canvas, 9))
    const [code] = await once(socket, 'close')
    assert.equal(code, 1008)
  })

  test('may ask for a document only so often', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, 10)
    const socket = await socketOf(person, canvas)
    cleanup(() => socket.terminate())
    for (let asked = 0; asked < 62; asked++) socket.send(question(canvas))
    const [code] = await once(socket, 'close')
    assert.equal(code, 4429)
  })

  test('has at most twelve canvases open', async ({ assert, cleanup }) => {
    const person = await makePerson('participant')
    const canvas = await filledCanvasOf(person, 10)
    for (let open = 0; open < 12; open++) {
      const socket = await socketOf(person, canvas)
      cleanup(() => socket.terminate())
    }
    await assert.rejects(() => socketOf(person, canvas), /429/)
    const other = await socketOf(await makePerson('participant'), canvas)
    other.terminate()
  })
})

/** A connection to a canvas, before anything was said. */
async function socketOf(person: TestPerson, canvas: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${process.env.PORT}/canvas/${canvas}`, {
    headers: { authorization: `Bearer ${person.token}` },
  })
  await once(socket, 'open')
  return socket
}

const cursorsOf = (document: string, count: number) =>
  cursors(
    document,
    Array.from({ length: count }, (_, number) => [1000 + number, 1, {}])
  )

/** An update that deletes many single things of one client. */
function deletionsOf(client: number, count: number): Uint8Array {
  const update = createEncoder()
  writeVarUint(update, 0)
  writeVarUint(update, 1)
  writeVarUint(update, client)
  writeVarUint(update, count)
  for (let number = 0; number < count; number++) {
    writeVarUint(update, number * 2)
    writeVarUint(update, 1)
  }
  return toUint8Array(update)
}

test.group('What the server refuses on a canvas', () => {
  test('prints nothing, however often it is tried', async ({ assert, cleanup }) => {
    const printed: unknown[][] = []
    const print = console.error
    console.error = (...words: unknown[]) => void printed.push(words)
    cleanup(() => void (console.error = print))
    const person = await makePerson('participant')
    const full = await filledCanvasOf(person, LARGEST_DOCUMENT)
    const empty = await filledCanvasOf(person, 10)
    const drawing = new Doc()
    drawing.getText('text').insert(0, 'y')
    const update = encodeStateAsUpdate(drawing)
    for (const [canvas, bytes] of [
      [full, update],
      [empty, update.slice(0, -5)],
      [empty, Uint8Array.from([1, 1, 255, 255, 255, 255, 127])],
    ] as const) {
      const client = new CanvasClient(person, canvas)
      cleanup(() => client.close())
      await client.synced()
      const refused = closed(client)
      for (let again = 0; again < 20; again++) client.sendUpdate(bytes)
      await refused
    }
    const { one, session } = await makeSharedCanvas()
    await asOwner(`update sessions set state = 'ended' where id = ?`, [session])
    const viewer = await new CanvasClient(one, session).synced()
    cleanup(() => viewer.close())
    const sentAway = closed(viewer)
    viewer.sendUpdate(update)
    viewer.sendUpdate(update.slice(0, -5))
    await sentAway

    const reader = await new CanvasClient(person, empty).synced()
    cleanup(() => reader.close())
    assert.equal(reader.doc.getText('text').length, 10)
    assert.deepEqual(printed, [])
  })
})
