import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { placeCard } from '#canvas/document'
import { readImport } from '#canvas/exchange/read_import'
import { removeParticipant } from '#programs'
import { tenancy } from '#core/tenancy/tenancy'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
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
      version: 1,
      elements: [],
    })
  })
})

function cardsIn(json: string): string[] {
  const read = readImport(json)
  if (!('elements' in read)) throw new Error(read.code)
  return read.elements.flatMap((each) => (each.kind === 'card' ? [each.card] : []))
}
