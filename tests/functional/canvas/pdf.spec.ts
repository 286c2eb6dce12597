import { randomUUID } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { extractText, getDocumentProxy } from 'unpdf'
import { addElement, placeCard } from '#canvas/document'
import { MOST_FRAMES } from '#canvas/pdf/most_frames'
import { PRINTS, throttlePrints } from '#canvas/pdf/throttle'
import { UNPRINTED } from '#canvas/pdf/unprinted'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards } from '#library'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import { makePerson, type TestPerson } from '#tests/support/people'

const addressOf = (canvas: string) => `/api/v1/canvases/${canvas}/pdf`

async function wordsOf(person: TestPerson, canvas: string, locale: string): Promise<string[]> {
  const answer = await fetch(
    `http://127.0.0.1:${process.env.PORT}${addressOf(canvas)}?locale=${locale}`,
    { headers: { authorization: `Bearer ${person.token}` } }
  )
  if (answer.headers.get('content-type') !== 'application/pdf') {
    throw new Error(`The PDF was answered with ${answer.status}`)
  }
  const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()))
  return (await extractText(pdf, { mergePages: false })).text
}

test.group('A canvas is not printed', (group) => {
  group.each.setup(() => limiter.clear())

  test('for visitors, others than its owner and those of other sessions', async ({
    client,
    assert,
  }) => {
    const { one, two, session, facilitator } = await makeSharedCanvas()
    const own = await makePrivateCanvas(one)
    const visitor = await client.get(addressOf(session))
    visitor.assertStatus(401)
    const tries: [TestPerson, string][] = [
      [two, own],
      [facilitator, own],
      [await makePerson('admin', one.organisation), own],
      [await makePerson('participant', one.organisation), session],
      [await makePerson('owner'), session],
      [one, randomUUID()],
      [one, 'no-id'],
    ]
    for (const [person, canvas] of tries) {
      const answer = await client.get(addressOf(canvas)).bearerToken(person.token)
      assert.equal(answer.status(), 404)
    }
  })

  test('in a language that there is not', async ({ client }) => {
    const { one, session } = await makeSharedCanvas()
    const answer = await client.get(addressOf(session)).qs({ locale: 'xx' }).bearerToken(one.token)
    answer.assertStatus(422)
  })

  test('with more frames than a PDF may have pages, and says so', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { one, session } = await makeSharedCanvas()
    const open = new CanvasClient(one, session)
    cleanup(() => open.close())
    await open.synced()
    const size = [80, 80] as const
    open.doc.transact(() => {
      for (let number = 0; number <= MOST_FRAMES; number++) {
        const at = [number * 100, 0, 0, 1] as const
        addElement(open.doc, { kind: 'frame', text: '', size, at, author: one.id })
      }
    })
    await open.confirmed()
    const answer = await client.get(addressOf(session)).bearerToken(one.token)
    answer.assertStatus(409)
    assert.containSubset(answer.body(), { errors: [{ code: 'canvas.tooManyPages' }] })
    assert.include(JSON.stringify(answer.body()), String(MOST_FRAMES))
  })

  test('over and over', async ({ client }) => {
    const person = await makePerson('participant')
    const canvas = await makePrivateCanvas(person)
    for (let time = 0; time < PRINTS; time++) await throttlePrints(person.id)
    const answer = await client.get(addressOf(canvas)).bearerToken(person.token)
    answer.assertStatus(429)
  })
})

test.group('A canvas is printed', (group) => {
  group.each.setup(() => limiter.clear())

  test('with the cards’ words in the language asked for, and whose they are', async ({
    assert,
    cleanup,
  }) => {
    const { one, session } = await makeSharedCanvas()
    const open = new CanvasClient(one, session)
    cleanup(() => open.close())
    await open.synced()
    const scope = { organisation: one.organisation, person: one.id }
    const cards = await tenancy.run(scope, () => listCards('he'))
    const [card] = cards
    placeCard(open.doc, { card: card?.id ?? '', at: [0, 0, 0, 1], author: one.id })
    placeCard(open.doc, { card: 'none-of-ours', at: [300, 0, 0, 1], author: one.id })
    const note = { kind: 'note', text: 'Mine', colour: 'green' } as const
    addElement(open.doc, { ...note, at: [600, 0, 0, 1], author: one.id })
    await open.confirmed()
    const [page, ...more] = await wordsOf(one, session, 'he')
    assert.deepEqual(more, [])
    const bare = (page ?? '').replace(/\s/gu, '')
    assert.include(bare, (card?.word ?? 'no card').replace(/\s/gu, ''))
    assert.include(bare, 'CC-BY-4.0')
    assert.include(bare, 'Mine')
    assert.include(bare, '?')
  })

  test('and says which letters it lacks', async ({ client, assert, cleanup }) => {
    const { one, session } = await makeSharedCanvas()
    const open = new CanvasClient(one, session)
    cleanup(() => open.close())
    await open.synced()
    const note = { kind: 'note', text: 'Мир, שלום', colour: 'green' } as const
    addElement(open.doc, { ...note, at: [0, 0, 0, 1], author: one.id })
    await open.confirmed()
    const answer = await client.get(addressOf(session)).bearerToken(one.token)
    answer.assertStatus(200)
    assert.equal(decodeURIComponent(answer.header(UNPRINTED) ?? ''), 'Мир')
  })

  test('empty when nothing was drawn', async ({ assert }) => {
    const person = await makePerson('participant')
    assert.deepEqual(await wordsOf(person, await makePrivateCanvas(person), 'en'), [''])
  })
})
