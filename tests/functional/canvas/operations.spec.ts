import { test } from '@japa/runner'
import { move, placeCard } from '#canvas/document'
import { storeOperations } from '#canvas/operations/store_operations'
import { tenancy } from '#core/tenancy/tenancy'
import { controlSession } from '#programs/actions/control_session'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import { waitUntil } from '#tests/support/wait_until'

const JSON_WANTED = { accept: 'application/json' }
const scopeOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })

async function answer(person: TestPerson, session: string, allowed: boolean, forget = false) {
  const visitor = await Visitor.as(person)
  return visitor.submit('POST', `/sessions/${session}/recording`, { allowed, forget }, JSON_WANTED)
}

interface Shown {
  consent: string
  leads: boolean
  operations: { kind: string; elementKind: string; by: string; phase: string | null }[]
}

async function shown(person: TestPerson, session: string, path = 'recording'): Promise<Shown> {
  const response = await (await Visitor.as(person)).get(`/sessions/${session}/${path}`, JSON_WANTED)
  const body: Shown = JSON.parse(await response.text())
  return body
}

const recorded = (session: string) =>
  asOwner<{ person_id: string; kind: string }>(
    'select person_id, kind from canvas_operations where session_id = ? order by done_at, id',
    [session]
  )

/** Somebody opens a canvas, lays a card, drags it about, and closes the canvas. */
async function draw(person: TestPerson, canvas: string): Promise<void> {
  const client = await new CanvasClient(person, canvas).synced()
  const id = placeCard(client.doc, { card: 'one', at: [0, 0, 0, 1], author: 'somebody else' })
  for (let x = 1; x <= 20; x++) move(client.doc, id ?? '', [x, 0, 0, 1])
  await client.confirmed()
  client.close()
}

/** Waits until a room has been left, and has therefore stored what was done in it. */
async function left(canvas: string): Promise<void> {
  await waitUntil(async () => {
    const rooms = await asOwner('select lease from canvas_rooms where canvas_id = ?', [canvas])
    return rooms.length === 0
  })
}

test.group('What people do on a canvas is not recorded', () => {
  test('of who has not answered, has said no, or has taken it back', async ({ assert }) => {
    const { one, two, facilitator, session } = await makeSharedCanvas()
    await answer(one, session, false)
    await answer(two, session, true)
    await answer(two, session, false)
    for (const person of [one, two, facilitator]) await draw(person, session)
    await left(session)
    assert.deepEqual(await recorded(session), [])
    const events = await asOwner(
      `select id from outbox where organisation_id = ? and name = 'canvas.operationsRecorded'`,
      [one.organisation]
    )
    assert.deepEqual(events, [])
  })

  test('on a private canvas, whatever was answered elsewhere', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    await answer(one, session, true)
    const canvas = await makePrivateCanvas(one)
    const visitor = await Visitor.as(one)
    const asked = await visitor.submit(
      'POST',
      `/sessions/${canvas}/recording`,
      { allowed: true },
      JSON_WANTED
    )
    assert.equal(asked.status, 404)
    await draw(one, canvas)
    await left(canvas)
    const all = await asOwner('select id from canvas_operations where person_id = ?', [one.id])
    assert.deepEqual(all, [])
  })

  test('from the moment that it is taken back, even what waits to be stored', async ({
    assert,
  }) => {
    const { one, session } = await makeSharedCanvas()
    await answer(one, session, true)
    await draw(one, session)
    await left(session)
    assert.lengthOf(await recorded(session), 2)
    await answer(one, session, false, true)
    assert.deepEqual(await recorded(session), [])
    await storeOperations(scopeOf(one), session, [
      { person: one.id, kind: 'moved', elementKind: 'card', elements: ['a'], at: Date.now() },
    ])
    assert.deepEqual(await recorded(session), [])
  })

  test('to be shown to others: colleagues, another facilitator, who runs the organisation', async ({
    assert,
  }) => {
    const { one, two, session } = await makeSharedCanvas()
    await answer(one, session, true)
    await draw(one, session)
    await left(session)
    assert.deepEqual((await shown(two, session)).operations, [])
    const visitor = await Visitor.as(two)
    assert.equal((await visitor.get(`/sessions/${session}/operations`, JSON_WANTED)).status, 403)
    for (const role of ['owner', 'admin', 'facilitator'] as const) {
      const other = await makePerson(role, one.organisation)
      const rows = await tenancy.run(scopeOf(other), () =>
        tenancy.client().from('canvas_operations').select('id')
      )
      assert.deepEqual(rows, [], role)
    }
  })

  test('to be deleted by anybody but who did it', async ({ assert }) => {
    const { one, facilitator, session } = await makeSharedCanvas()
    await answer(one, session, true)
    await draw(one, session)
    await left(session)
    await tenancy.run(scopeOf(facilitator), () =>
      tenancy.client().from('canvas_operations').where({ session_id: session }).delete()
    )
    assert.lengthOf(await recorded(session), 2)
  })
})

test.group('What people do on a canvas is recorded', () => {
  test('of who allows it, by their sign-in, with the phase, a drag as one move', async ({
    assert,
  }) => {
    const { one, two, facilitator, session } = await makeSharedCanvas()
    await tenancy.run(scopeOf(facilitator), () => controlSession(session, 'start'))
    await answer(one, session, true)
    for (const person of [one, two]) await draw(person, session)
    await left(session)
    const { consent, operations } = await shown(one, session)
    assert.equal(consent, 'allowed')
    assert.deepEqual(
      operations.map(({ kind, elementKind, by, phase }) => [kind, elementKind, by, phase]),
      [
        ['moved', 'card', one.name, 'pause'],
        ['placed', 'card', one.name, 'pause'],
      ]
    )
    assert.deepEqual(
      (await shown(facilitator, session, 'operations')).operations.map(({ kind }) => kind),
      ['moved', 'placed']
    )
    const [event] = await asOwner<{ payload: { session: string; operations: string[] } }>(
      `select payload from outbox where organisation_id = ? and name = 'canvas.operationsRecorded'`,
      [one.organisation]
    )
    assert.equal(event?.payload.session, session)
    assert.lengthOf(event?.payload.operations ?? [], 2)
  })

  test('from the answer on, on a canvas that is open already', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    const client = await new CanvasClient(one, session).synced()
    placeCard(client.doc, { card: 'before', at: [0, 0, 0, 1], author: one.id })
    await client.confirmed()
    const sentAway = client.lost()
    await answer(one, session, true)
    await sentAway
    await client.synced()
    const id = placeCard(client.doc, { card: 'after', at: [0, 0, 0, 1], author: one.id })
    await client.confirmed()
    client.close()
    await left(session)
    const rows = await asOwner<{ elements: string[] }>(
      'select elements from canvas_operations where session_id = ?',
      [session]
    )
    assert.deepEqual(
      rows.map(({ elements }) => elements),
      [[id]]
    )
  })

  test('until it is deleted, by who did it or with their session', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    await answer(one, session, true)
    await draw(one, session)
    await left(session)
    const visitor = await Visitor.as(one)
    await visitor.submit('DELETE', `/sessions/${session}/recording`, {}, JSON_WANTED)
    assert.deepEqual(await shown(one, session), {
      consent: 'allowed',
      operations: [],
      leads: false,
    })
    await draw(one, session)
    await left(session)
    assert.isAbove((await recorded(session)).length, 0)
    await asOwner('delete from sessions where id = ?', [session])
    assert.deepEqual(await recorded(session), [])
  })
})
