import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs'
import { documents, LARGEST_DOCUMENT } from '#canvas/server/canvas_documents'
import { CanvasClient } from '#tests/support/canvas_client'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'

/** A person's private canvas that holds `bytes` of text under `text`. */
async function filledCanvasOf(person: TestPerson, bytes: number): Promise<string> {
  const id = randomUUID()
  const filled = new Doc()
  filled.getText('text').insert(0, 'x'.repeat(bytes))
  await asOwner(
    'insert into canvases (id, organisation_id, owner_id, document) values (?, ?, ?, ?)',
    [id, person.organisation, person.id, Buffer.from(encodeStateAsUpdate(filled))]
  )
  return id
}

/** Resolves when the server has ended the connection to a document. */
function closed(client: CanvasClient): Promise<void> {
  return new Promise((resolve) => client.provider.on('close', () => resolve()))
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
    await refused
    const reader = new CanvasClient(person, canvas)
    cleanup(() => reader.close())
    await reader.synced()
    assert.equal(reader.doc.getText('text').length, LARGEST_DOCUMENT)
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
