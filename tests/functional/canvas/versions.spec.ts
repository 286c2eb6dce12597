import { test } from '@japa/runner'
import { applyUpdate, Doc, encodeStateAsUpdate, UndoManager } from 'yjs'
import { elementsOf, placeCard, remove } from '#canvas/document'
import { documents } from '#canvas/server/canvas_documents'
import { loadDocument, storeDocument } from '#canvas/server/canvas_store'
import { freeRoom, takeRoom } from '#canvas/server/canvas_rooms'
import { keepVersion, type NewVersion } from '#canvas/versions/keep_version'
import { listVersions } from '#canvas/versions/list_versions'
import { restoreElements } from '#canvas/versions/restore_elements'
import { ACTIVE_MINUTES, MOST_UNNAMED } from '#canvas/versions/version'
import { destroyKeys } from '#core/keys/destroy_keys'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import { controlSession } from '#programs/actions/control_session'
import { CanvasClient } from '#tests/support/canvas_client'
import { makePrivateCanvas, makeSharedCanvas } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { drawOn } from '#tests/support/draw_on'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import { waitUntil } from '#tests/support/wait_until'
import { workEvents } from '#tests/support/work_events'
import {
  cardsOf,
  drawing,
  idOf,
  keep,
  listed,
  makeDrawn,
  pathOf,
  read,
  restore,
  scopeOf,
} from '#tests/support/canvas_versions'

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
    const kinds: NewVersion[] = [{ kind: 'activity' }, { kind: 'beforeRestore' }]
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

  test('wait for what another node has, and has not stored', async ({ assert }) => {
    const { one, session, scope } = await makeDrawn()
    const lease = await takeRoom(scope, session)
    const { keyVersion, sealedFor } = await loadDocument(scope, session)
    live.onTold('canvas.store', (text) => {
      const [wanted, question = ''] = text.split(' ')
      if (wanted !== lease) return
      const state = encodeStateAsUpdate(drawing('on another node'))
      const holding = { lease, keyVersion, sealedFor }
      void storeDocument(scope, { id: session, owner: null }, holding, state).then(() =>
        live.tellNodes('canvas.stored', question)
      )
    })
    const version = await idOf(await keep(one, session, 'Now'))
    assert.deepEqual(await read(one, session, version), ['on another node'])
    await freeRoom(scope, lease)
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
