import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { addElement, placeCard, readElements } from '#canvas/document'
import { LARGEST_DOCUMENT } from '#canvas/document_size'
import type { Element, NewElement } from '#canvas/element'
import { hasRoomFor, insertElements } from '#canvas/exchange/insert'
import { readImport } from '#canvas/exchange/read_import'
import { removeParticipant } from '#programs'
import { tenancy } from '#core/tenancy/tenancy'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import { drawOn } from '#tests/support/draw_on'
import { makePerson } from '#tests/support/people'
import type { TestPerson } from '#tests/support/people'

const fileOf = (canvas: string) => `/api/v1/canvases/${canvas}/export`

/** Lays a card on a canvas, and leaves it when that has been stored. */
async function layCard(person: TestPerson, canvas: string, card: string): Promise<void> {
  const client = new CanvasClient(person, canvas)
  await client.synced()
  placeCard(client.doc, { card, at: [10, 20, 0, 1], author: person.id })
  await client.confirmed()
  client.close()
}

test.group('A canvas is not handed out as a file', () => {
  test('to whoever is not signed in', async ({ client }) => {
    const { session } = await makeSharedCanvas()
    const answer = await client.get(fileOf(session))
    answer.assertStatus(401)
  })

  test('to others than its owner, whatever their role, and to who is not in its session', async ({
    client,
    assert,
  }) => {
    const { one, two, session, facilitator } = await makeSharedCanvas()
    const own = await makePrivateCanvas(one)
    const organisation = one.organisation
    const [owner, admin, outsider] = [
      await makePerson('owner', organisation),
      await makePerson('admin', organisation),
      await makePerson('participant', organisation),
    ]
    const tries: [TestPerson, string][] = [
      [two, own],
      [facilitator, own],
      [owner, own],
      [admin, own],
      [outsider, session],
      [await makePerson('owner'), session],
      [one, randomUUID()],
      [one, 'no-id'],
    ]
    for (const [person, canvas] of tries) {
      const answer = await client.get(fileOf(canvas)).bearerToken(person.token)
      assert.equal(answer.status(), 404)
      assert.equal(answer.body().errors[0].code, 'core.notFound')
    }
  })

  test('to somebody who has been taken off the session', async ({ client }) => {
    const { one, session, facilitator } = await makeSharedCanvas()
    const { organisation, id: person } = facilitator
    await tenancy.run({ organisation, person }, () => removeParticipant(session, one.id))
    const answer = await client.get(fileOf(session)).bearerToken(one.token)
    answer.assertStatus(404)
  })
})

test.group('A canvas is handed out as a file', () => {
  test('as it is now, open or not, to who may see it', async ({ client, assert, cleanup }) => {
    const { one, two, session } = await makeSharedCanvas()
    await layCard(one, session, 'first')
    const stored = await client.get(fileOf(session)).bearerToken(two.token)
    stored.assertStatus(200)
    assert.equal(stored.header('content-disposition'), 'attachment; filename="canvas.json"')
    assert.deepEqual(cardsIn(stored.text()), ['first'])
    const open = new CanvasClient(one, session)
    cleanup(() => open.close())
    await open.synced()
    placeCard(open.doc, { card: 'second', at: [10, 20, 0, 1], author: one.id })
    await open.confirmed()
    const now = await client.get(fileOf(session)).bearerToken(two.token)
    assert.deepEqual(cardsIn(now.text()), ['first', 'second'])
    assert.notInclude(now.text(), one.id)
  })

  test('with nothing in it when nothing was drawn', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const canvas = await makePrivateCanvas(person)
    const answer = await client.get(fileOf(canvas)).bearerToken(person.token)
    answer.assertStatus(200)
    assert.deepEqual(JSON.parse(answer.text()), {
      format: 'belvedere-canvas',
      version: 2,
      elements: [],
      images: {},
    })
  })
})

function cardsIn(json: string): string[] {
  const read = readImport(json)
  if (!('elements' in read)) throw new Error(read.code)
  return read.elements.flatMap((each) => (each.kind === 'card' ? [each.card] : []))
}

test.group('A canvas that is as full as can be', () => {
  /** What is seen of elements, whoever added them. */
  const seen = (elements: readonly Element[]) =>
    elements.map(({ id: _id, author: _author, order: _order, ...rest }) => rest)

  /** A document of little else than what can be read of it, close to the largest there is. */
  function full(author: string): Doc {
    const doc = new Doc()
    // Of all that a text may have, this is the longest in a file.
    const text = '\u0001'.repeat(4_900)
    const note = { kind: 'note', text, colour: 'amber', author } as const
    const points = Float32Array.from({ length: 900 }, (_, i) => (i % 3 === 2 ? 0.5 : i))
    const stroke = { kind: 'stroke', points, colour: 'ink', width: 4, highlights: false } as const
    const kinds = [note, { ...stroke, author }]
    const add = (made: NewElement) => addElement(doc, made)
    doc.transact(() => {
      for (let i = 0; i < 300; i++) for (const kind of kinds) add({ ...kind, at: [i, 0, 0, 1] })
    })
    for (let i = 0; encodeStateAsUpdate(doc).length < 0.97 * LARGEST_DOCUMENT; i++) {
      doc.transact(() => {
        for (let each = 0; each < 10; each++) add({ ...note, at: [i, each, 0, 1] })
      })
    }
    return doc
  }

  test('is imported again from its file, and arrives whole', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { one, two } = await makeSharedCanvas()
    const scope = { organisation: one.organisation, person: one.id }
    const before = full(one.id)
    const id = randomUUID()
    await drawOn(scope, { id, owner: one.id }, encodeStateAsUpdate(before))
    const answer = await client.get(fileOf(id)).bearerToken(one.token)
    const read = readImport(answer.text())
    if (!('elements' in read)) throw new Error(read.code)
    const elsewhere = await makePrivateCanvas(two)
    const open = new CanvasClient(two, elsewhere)
    cleanup(() => open.close())
    await open.synced()
    assert.isTrue(hasRoomFor(open.doc, read.elements))
    assert.isNotEmpty(insertElements(open.doc, read.elements, { dx: 0, dy: 0, author: two.id }))
    await open.confirmed()
    const reader = new CanvasClient(two, elsewhere)
    cleanup(() => reader.close())
    await reader.synced()
    assert.deepEqual(seen(readElements(reader.doc)), seen(readElements(before)))
    // And on a canvas that has something already it is refused before anything is laid.
    assert.isFalse(hasRoomFor(reader.doc, read.elements))
  }).timeout(60_000)

  test('reaches the server in one piece when it was imported without a network', async ({
    assert,
    cleanup,
  }) => {
    const { one } = await makeSharedCanvas()
    const canvas = await makePrivateCanvas(one)
    const open = new CanvasClient(one, canvas, canvas, undefined, full(one.id))
    cleanup(() => open.close())
    await open.confirmed()
    const reader = new CanvasClient(one, canvas)
    cleanup(() => reader.close())
    await reader.synced()
    assert.equal(readElements(reader.doc).length, readElements(open.doc).length)
  }).timeout(60_000)
})
