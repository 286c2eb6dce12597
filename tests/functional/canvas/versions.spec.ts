import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { applyUpdate, Doc, encodeStateAsUpdate, UndoManager } from 'yjs'
import { elementsOf, placeCard, readElements, remove } from '#canvas/document'
import { documents } from '#canvas/server/canvas_documents'
import { loadDocument, storeDocument } from '#canvas/server/canvas_store'
import { freeRoom, takeRoom } from '#canvas/server/canvas_rooms'
import { keepVersion, type NewVersion } from '#canvas/versions/keep_version'
import { listVersions } from '#canvas/versions/list_versions'
import { restoreElements } from '#canvas/versions/restore_elements'
import { ACTIVE_MINUTES, MOST_NAMED, MOST_UNNAMED } from '#canvas/versions/version'
import { destroyKeys } from '#core/keys/destroy_keys'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import { controlSession } from '#programs/actions/control_session'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { drawOn } from '#tests/support/draw_on'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import { waitUntil } from '#tests/support/wait_until'
import { workEvents } from '#tests/support/work_events'

const scopeOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })
const JSON_WANTED = { accept: 'application/json' }
const pathOf = (canvas: string, rest = '') => `/canvases/${canvas}/versions${rest}`

interface Listed {
  id: string
  kind: string
  name: string | null
  by: string | null
  people: string[]
}

/** A document with cards of these names. */
function drawing(...cards: string[]): Doc {
  const doc = new Doc()
  for (const card of cards) placeCard(doc, { card, at: [0, 0, 0, 1], author: 'somebody' })
  return doc
}

const cardsOf = (doc: Doc) =>
  readElements(doc).map((element) => ('card' in element ? element.card : ''))

/** A session's canvas with a card on it, which nobody has open. */
async function makeDrawn() {
  const shared = await makeSharedCanvas()
  const scope = scopeOf(shared.one)
  await drawOn(scope, { id: shared.session, owner: null }, encodeStateAsUpdate(drawing('first')))
  return { ...shared, scope }
}

async function listed(person: TestPerson, canvas: string): Promise<Listed[]> {
  const response = await (await Visitor.as(person)).get(pathOf(canvas))
  const { versions }: { versions: Listed[] } = JSON.parse(await response.text())
  return versions
}

async function read(person: TestPerson, canvas: string, version: string): Promise<string[]> {
  const response = await (await Visitor.as(person)).get(pathOf(canvas, `/${version}`))
  const doc = new Doc()
  applyUpdate(doc, new Uint8Array(await response.arrayBuffer()))
  return cardsOf(doc)
}

async function keep(person: TestPerson, canvas: string, name: string) {
  return (await Visitor.as(person)).submit('POST', pathOf(canvas), { name }, JSON_WANTED)
}

async function idOf(response: Response): Promise<string> {
  const { id }: { id: string } = JSON.parse(await response.text())
  return id
}

const restore = async (person: TestPerson, canvas: string, version: string) =>
  (await Visitor.as(person)).submit('POST', pathOf(canvas, `/${version}/restore`), {}, JSON_WANTED)

/** Stores what somebody has drawn, as a room does, in the minute after the last one. */
async function drawNextMinute(person: TestPerson, canvas: string, card: string): Promise<number> {
  const scope = scopeOf(person)
  await asOwner(
    `update canvas_activity set drawn_at = drawn_at - interval '1 minute' where canvas_id = ?`,
    [canvas]
  )
  const lease = await takeRoom(scope, canvas)
  const { keyVersion } = await loadDocument(scope, canvas)
  const minutes = await storeDocument(
    scope,
    { id: canvas, owner: null },
    { lease, keyVersion, sealedFor: null },
    encodeStateAsUpdate(drawing(card)),
    [person.id]
  )
  await freeRoom(scope, lease)
  return minutes
}

test.group('Versions of a canvas are refused', () => {
  test('to who may not see it, as if there were no canvas', async ({ assert }) => {
    const { one, session } = await makeDrawn()
    const version = await idOf(await keep(one, session, 'A moment'))
    const strangers = [await makePerson('owner'), await makePerson('participant', one.organisation)]
    for (const person of strangers) {
      const visitor = await Visitor.as(person)
      const answers = [
        await visitor.get(pathOf(session)),
        await visitor.get(pathOf(session, `/${version}`)),
        await keep(person, session, 'Mine'),
        await restore(person, session, version),
        await visitor.get(pathOf('no-id-at-all')),
      ]
      assert.deepEqual(
        answers.map(({ status }) => status),
        [404, 404, 404, 404, 404]
      )
    }
  })

  test('of a private canvas to everybody else, by the database too', async ({ assert }) => {
    const person = await makePerson('participant')
    const canvas = await makePrivateCanvas(person)
    const scope = scopeOf(person)
    await drawOn(scope, { id: canvas, owner: person.id }, encodeStateAsUpdate(drawing('mine')))
    await keepVersion(scope, canvas, { kind: 'kept', name: 'My own words' })
    assert.lengthOf(await listed(person, canvas), 1)
    for (const role of ['owner', 'admin', 'facilitator'] as const) {
      const other = await makePerson(role, person.organisation)
      assert.equal((await (await Visitor.as(other)).get(pathOf(canvas))).status, 404)
      const rows = await tenancy.run(scopeOf(other), () =>
        tenancy.client().from('canvas_versions').where({ canvas_id: canvas }).select('id')
      )
      assert.deepEqual(rows, [])
    }
    const [row] = await asOwner<{ sealed_for: string; name: Buffer }>(
      'select sealed_for, name from canvas_versions where canvas_id = ?',
      [canvas]
    )
    assert.equal(row?.sealed_for, person.id)
    assert.notInclude(row?.name.toString('latin1') ?? '', 'own words')
  })

  test('of one canvas by the address of another', async ({ assert }) => {
    const [mine, other] = [await makeDrawn(), await makeDrawn()]
    const version = await idOf(await keep(other.one, other.session, 'Elsewhere'))
    const visitor = await Visitor.as(mine.one)
    assert.equal((await visitor.get(pathOf(mine.session, `/${version}`))).status, 404)
    assert.equal((await restore(mine.one, mine.session, version)).status, 404)
    assert.equal((await restore(mine.one, mine.session, randomUUID())).status, 404)
  })

  test('to be kept or restored by who only looks on, who may look at them', async ({ assert }) => {
    const { one, facilitator, session } = await makeDrawn()
    const version = await idOf(await keep(one, session, 'A moment'))
    await tenancy.run(scopeOf(facilitator), () => controlSession(session, 'start'))
    await tenancy.run(scopeOf(facilitator), () => controlSession(session, 'end'))
    assert.equal((await keep(one, session, 'Late')).status, 403)
    assert.equal((await restore(one, session, version)).status, 403)
    assert.deepEqual(await read(one, session, version), ['first'])
  })

  test('without a name, with one that never ends, and of nothing', async ({ assert }) => {
    const { one, session } = await makeDrawn()
    for (const name of ['', '   ', 'x'.repeat(121)]) {
      assert.equal((await keep(one, session, name)).status, 422)
    }
    const { one: early, session: empty } = await makeSharedCanvas()
    assert.equal((await keep(early, empty, 'Nothing')).status, 409)
  })

  test('to be restored by two at once: the second is told', async ({ assert }) => {
    const { one, two, session } = await makeDrawn()
    const version = await idOf(await keep(one, session, 'A moment'))
    const answers = await Promise.all([
      restore(one, session, version),
      restore(two, session, version),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    await asOwner(
      `update canvas_versions set created_at = created_at - interval '6 seconds' where canvas_id = ?`,
      [session]
    )
    assert.equal((await restore(two, session, version)).status, 200)
    assert.equal((await restore(two, session, version)).status, 200)
  })

  test('a name when there are as many as a canvas holds', async ({ assert }) => {
    const { one, session, scope } = await makeDrawn()
    await keep(one, session, 'The first')
    await asOwner(
      `insert into canvas_versions
         (id, organisation_id, canvas_id, kind, name, document, people)
       select gen_random_uuid(), organisation_id, canvas_id, kind, name, document, people
       from canvas_versions, generate_series(2, ${MOST_NAMED}) where canvas_id = ?`,
      [session]
    )
    assert.equal((await keep(one, session, 'One more')).status, 409)
    assert.isString(await keepVersion(scope, session, { kind: 'activity' }))
  })
})

test.group('Versions of a canvas', () => {
  test('are kept after five minutes in which somebody drew, with who did', async ({ assert }) => {
    const { one, two, session, scope } = await makeDrawn()
    const minutes: number[] = []
    for (const [index, person] of [one, two, one, one, two].entries()) {
      minutes.push(await drawNextMinute(person, session, `card ${index}`))
    }
    assert.deepEqual(minutes, [1, 2, 3, 4, ACTIVE_MINUTES])
    // The next one who draws has it kept, in the room.
    const client = await new CanvasClient(two, session).synced()
    placeCard(client.doc, { card: 'last', at: [0, 0, 0, 1], author: two.id })
    await client.confirmed()
    client.close()
    await waitUntil(async () => (await listed(one, session)).length === 1)
    const [version] = await listed(one, session)
    assert.containSubset(version, { kind: 'activity', name: null, by: null })
    assert.deepEqual(version?.people, [one.name, two.name].sort())
    assert.deepEqual(await read(one, session, version?.id ?? ''), ['card 4', 'last'])
    assert.equal(await drawNextMinute(one, session, 'anew'), 1)
    const early = await tenancy.run(scope, () => listVersions(scope, session))
    assert.lengthOf(early, 1)
  })

  test('are kept once for each turn of a session at which there is something new', async ({
    assert,
  }) => {
    const { facilitator, one, session } = await makeDrawn()
    const step = (each: 'start' | 'end') =>
      tenancy.run(scopeOf(facilitator), () => controlSession(session, each))
    await step('start')
    await workEvents()
    const client = await new CanvasClient(one, session).synced()
    placeCard(client.doc, { card: 'second', at: [0, 0, 0, 1], author: one.id })
    await client.confirmed()
    await step('end')
    await workEvents()
    client.close()
    const versions = await listed(one, session)
    assert.deepEqual(
      versions.map(({ kind, people }) => [kind, people]),
      [
        ['sessionEnd', [one.name]],
        ['sessionStart', []],
      ]
    )
    assert.deepEqual(await read(one, session, versions[1]?.id ?? ''), ['first'])
    assert.deepEqual(await read(one, session, versions[0]?.id ?? ''), ['first', 'second'])
  })

  test('without a name are the fifty newest; those with one stay', async ({ assert }) => {
    const { one, session, scope } = await makeDrawn()
    const kept = await idOf(await keep(one, session, 'The beginning'))
    const kinds: NewVersion[] = [{ kind: 'activity' }, { kind: 'beforeTemplate' }]
    const ids: (string | null)[] = []
    for (let i = 0; i < MOST_UNNAMED + 3; i++) {
      ids.push(await keepVersion(scope, session, kinds[i % 2] ?? { kind: 'activity' }))
    }
    const versions = await listed(one, session)
    assert.deepEqual(
      versions.map(({ id }) => id),
      [...ids.slice(3).reverse(), kept]
    )
    assert.containSubset(versions.at(-1), { kind: 'kept', name: 'The beginning', by: one.name })
  }).timeout(60_000)

  test('hold what somebody has drawn a moment ago and nobody has stored', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    const client = await new CanvasClient(one, session).synced()
    placeCard(client.doc, { card: 'just now', at: [0, 0, 0, 1], author: one.id })
    await waitUntil(async () => {
      const server = documents.documents.get(session)
      return server !== undefined && cardsOf(server).length === 1
    })
    const version = await idOf(await keep(one, session, 'Now'))
    assert.deepEqual(await read(one, session, version), ['just now'])
    client.close()
  })

  test('come back for everybody as a change like any other, which can be undone', async ({
    assert,
    cleanup,
  }) => {
    const { one, two, session } = await makeDrawn()
    const [mine, theirs] = [
      await new CanvasClient(one, session).synced(),
      await new CanvasClient(two, session).synced(),
    ]
    cleanup(() => mine.close())
    cleanup(() => theirs.close())
    const version = await idOf(await keep(one, session, 'Before'))
    remove(mine.doc, [...elementsOf(mine.doc).keys()])
    placeCard(theirs.doc, { card: 'late', at: [0, 0, 0, 1], author: two.id })
    await mine.until(() => cardsOf(mine.doc).join() === 'late')
    await theirs.until(() => cardsOf(theirs.doc).join() === 'late')

    const undo = new UndoManager(elementsOf(mine.doc), { trackedOrigins: new Set(['restore']) })
    assert.equal((await restore(one, session, version)).status, 200)
    const past = new Doc()
    const answer = await (await Visitor.as(one)).get(pathOf(session, `/${version}`))
    applyUpdate(past, new Uint8Array(await answer.arrayBuffer()))
    restoreElements(mine.doc, past, 'restore')
    await theirs.until(() => cardsOf(theirs.doc).join() === 'first')
    const [before] = await listed(two, session)
    assert.containSubset(before, { kind: 'beforeRestore', by: one.name })
    assert.deepEqual(await read(two, session, before?.id ?? ''), ['late'])
    undo.undo()
    await theirs.until(() => cardsOf(theirs.doc).join() === 'late')
  })

  test('go with their canvas', async ({ assert }) => {
    const { one, session } = await makeDrawn()
    await keep(one, session, 'A moment')
    await asOwner('delete from sessions where id = ?', [session])
    assert.deepEqual(
      await asOwner('select id from canvas_versions where canvas_id = ?', [session]),
      []
    )
  })
})

test.group('Sealed versions', () => {
  test('of an organisation whose key is replaced are sealed anew', async ({ assert }) => {
    const { one, session } = await makeDrawn()
    const version = await idOf(await keep(one, session, 'A moment'))
    const sealedWith = async () => {
      const [row] = await asOwner<{ name: Buffer; document: Buffer }>(
        'select name, document from canvas_versions where id = ?',
        [version]
      )
      return [row && keyVersionOf(row.name), row && keyVersionOf(row.document)]
    }
    assert.deepEqual(await sealedWith(), [1, 1])
    await replaceOrganisationKey(one.organisation)
    await workEvents()
    assert.deepEqual(await sealedWith(), [2, 2])
    assert.deepEqual(await read(one, session, version), ['first'])
    assert.containSubset(await listed(one, session), [{ name: 'A moment' }])
  })

  test('cannot be read once their key is destroyed, and are said to be erased', async ({
    assert,
  }) => {
    const person = await makePerson('participant')
    const canvas = await makePrivateCanvas(person)
    const scope = scopeOf(person)
    await drawOn(scope, { id: canvas, owner: person.id }, encodeStateAsUpdate(drawing('mine')))
    const version = await keepVersion(scope, canvas, { kind: 'kept', name: 'My own words' })
    await destroyKeys({ organisation: person.organisation, person: person.id })
    const visitor = await Visitor.as(person)
    assert.equal((await visitor.get(pathOf(canvas, `/${version}`))).status, 410)
    assert.containSubset(await listed(person, canvas), [{ id: version, kind: 'kept', name: null }])
    assert.isNull(await keepVersion(scope, canvas, { kind: 'kept', name: 'Again' }))
  })
})
