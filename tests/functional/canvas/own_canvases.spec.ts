import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { placeCard, readElements } from '#canvas/document'
import { bringBackCanvas, deleteCanvas } from '#canvas/actions/delete_canvas'
import { changeShare, endShare } from '#canvas/actions/share_canvas'
import { findCanvasAccess } from '#canvas/queries/find_canvas_access'
import { listCanvases } from '#canvas/queries/list_canvases'
import { listShares } from '#canvas/queries/list_shares'
import { loadDocument } from '#canvas/server/canvas_store'
import { removePerson } from '#accounts/actions/change_role'
import { events } from '#core/events/events'
import { destroyKeys } from '#core/keys/destroy_keys'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { keepVersion } from '#canvas/versions/keep_version'
import { listVersions } from '#canvas/versions/list_versions'
import { tenancy } from '#core/tenancy/tenancy'
import { removeParticipant } from '#programs'
import { callOffSession } from '#programs/actions/call_off_session'
import { CanvasClient } from '#tests/support/canvas_client'
import { makeOwnCanvas, share } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { joinOrganisation, makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'
import { workEvents } from '#tests/support/work_events'
import { findSignIn } from '#accounts'

const tenantOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })
const as = <Result>(person: TestPerson, work: () => Promise<Result>) =>
  tenancy.run(tenantOf(person), work)
const modeOf = async (person: TestPerson, canvas: string) =>
  (await as(person, () => findCanvasAccess(canvas)))?.mode ?? null
const listsOf = (person: TestPerson) => as(person, () => listCanvases(tenantOf(person)))
const sharesOf = async (owner: TestPerson, canvas: string) =>
  (await as(owner, () => listShares(canvas, 'en'))).shares
const draw = (client: CanvasClient, card: string) =>
  placeCard(client.doc, { card, at: [0, 0, 0, 1], author: randomUUID() })
const cardsOn = (client: CanvasClient) =>
  readElements(client.doc).map((element) => ('card' in element ? element.card : ''))

/** Somebody with a canvas, and two others of the organisation. */
async function makePeople() {
  const owner = await makePerson('participant')
  const one = await makePerson('participant', owner.organisation)
  const two = await makePerson('participant', owner.organisation)
  return { owner, one, two, canvas: await makeOwnCanvas(owner, 'A name to keep') }
}

function opener(cleanup: (work: () => void) => void) {
  return (person: TestPerson, canvas: string) => {
    const client = new CanvasClient(person, canvas)
    cleanup(() => client.close())
    return client
  }
}

test.group('A private canvas', () => {
  test('is nothing to anybody but its owner: no row, no name, no page, no way to change it', async ({
    assert,
  }) => {
    const { owner, one, canvas } = await makePeople()
    const roles = ['owner', 'admin', 'facilitator'] as const
    const others = await Promise.all(roles.map((role) => makePerson(role, owner.organisation)))
    for (const other of [...others, one, await makePerson('owner')]) {
      const rows = await as(other, () =>
        tenancy
          .client()
          .rawQuery<{ rows: unknown[] }>('select name from canvases where id = ?', [canvas])
      )
      assert.deepEqual(rows.rows, [])
      const visitor = await Visitor.as(other)
      const list = await (await visitor.get('/canvases')).text()
      assert.notInclude(list, 'A name to keep')
      const answers = await Promise.all([
        visitor.get(`/canvases/${canvas}`),
        visitor.submit('PUT', `/canvases/${canvas}`, { name: 'Theirs' }),
        visitor.submit('DELETE', `/canvases/${canvas}`),
        visitor.submit('POST', `/canvases/${canvas}/bring-back`),
        visitor.submit('POST', `/canvases/${canvas}/shares`, { email: one.email, mode: 'edit' }),
        visitor.submit('DELETE', `/canvases/${canvas}/shares`),
      ])
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]))
    }
    assert.include(
      await (await (await Visitor.as(owner)).get('/canvases')).text(),
      'A name to keep'
    )
  })

  test('cannot be shared past its owner, in the database either', async ({ assert }) => {
    const { owner, one, canvas } = await makePeople()
    const admin = await makePerson('admin', owner.organisation)
    const insert = () =>
      as(admin, () =>
        tenancy.client().table('canvas_shares').insert({
          id: randomUUID(),
          organisation_id: owner.organisation,
          canvas_id: canvas,
          owner_id: owner.id,
          person_id: admin.id,
          mode: 'view',
          grant_id: randomUUID(),
        })
      )
    await assert.rejects(insert, /row-level security/)
    await share(owner, canvas, { email: one.email }, 'view')
    const seen = await as(admin, () =>
      tenancy.client().rawQuery<{ rows: unknown[] }>('select id from canvas_shares', [])
    )
    assert.deepEqual(seen.rows, [])
  })

  test('is sealed with its owner’s key, its name too, and while shared with the organisation’s', async ({
    assert,
    cleanup,
  }) => {
    const { owner, one, canvas } = await makePeople()
    const client = opener(cleanup)(owner, canvas)
    await client.synced()
    draw(client, 'kept')
    await client.confirmed()
    const [row] = await asOwner<{ name: Buffer }>('select name from canvases where id = ?', [
      canvas,
    ])
    assert.notInclude(row?.name.toString() ?? '', 'A name')

    await share(owner, canvas, { email: one.email }, 'view')
    await destroyKeys(tenantOf(owner))
    const shared = await listsOf(one)
    assert.deepEqual(
      shared.shared.map(({ name }) => name),
      ['A name to keep']
    )
    assert.isNotNull((await loadDocument(tenantOf(owner), canvas)).document)

    await endShare(tenantOf(owner), canvas)
    await destroyKeys(tenantOf(owner))
    assert.deepEqual(
      (await listsOf(owner)).own.map(({ name }) => name),
      [null]
    )
    assert.isNull((await loadDocument(tenantOf(owner), canvas)).document)
  })

  test('keeps what is on it while it is shared and made private under the pen', async ({
    assert,
    cleanup,
  }) => {
    const { owner, one, canvas } = await makePeople()
    const client = await opener(cleanup)(owner, canvas).synced()
    for (const turn of ['first', 'second', 'third']) {
      draw(client, turn)
      await share(owner, canvas, { email: one.email }, 'edit')
      draw(client, `${turn} shared`)
      await endShare(tenantOf(owner), canvas)
      await client.confirmed()
    }
    const again = await opener(cleanup)(owner, canvas).synced()
    assert.lengthOf(cardsOn(again), 6)
  })
})

test.group('Sharing', () => {
  test('is refused with strangers, oneself, sessions of others and made-up modes', async ({
    assert,
  }) => {
    const { owner, canvas } = await makePeople()
    const stranger = await makePerson('participant')
    const session = await makeSession(await makePerson('facilitator', owner.organisation))
    const visitor = await Visitor.as(owner)
    const json = { accept: 'application/json' }
    const path = `/canvases/${canvas}/shares`
    for (const fields of [
      { email: stranger.email, mode: 'view' },
      { email: owner.email, mode: 'view' },
      { session, mode: 'view' },
      { email: stranger.email, mode: 'owner' },
      { mode: 'view' },
    ]) {
      assert.equal((await visitor.submit('POST', path, fields, json)).status, 422)
    }
    assert.deepEqual(await sharesOf(owner, canvas), [])
  })

  test('offers only people with whom its owner shares another canvas, to nobody else', async ({
    assert,
  }) => {
    const { owner, one, two, canvas } = await makePeople()
    const offered = async (person: TestPerson, id: string) =>
      (await as(person, () => listShares(id, 'en'))).people.map(({ email }) => email)
    // Who is in the organisation is nobody's to read here.
    assert.deepEqual(await offered(owner, canvas), [])
    const next = await makeOwnCanvas(owner, 'The next')
    await share(owner, canvas, { email: one.email }, 'view')
    assert.deepEqual(await offered(owner, next), [one.email])
    assert.deepEqual(await offered(owner, canvas), [])
    // What others share, with these people too, is theirs.
    const theirs = await makeOwnCanvas(two, 'Theirs')
    await share(two, theirs, { email: owner.email }, 'view')
    assert.deepEqual(await offered(owner, next), [one.email])
    assert.deepEqual(await offered(one, await makeOwnCanvas(one, 'Of one')), [])
    // Who takes it away is not offered any more.
    await endShare(tenantOf(owner), canvas)
    assert.deepEqual(await offered(owner, next), [])
  })

  test('lets the others do what they may, and decide nothing', async ({ assert }) => {
    const { owner, one, canvas } = await makePeople()
    await share(owner, canvas, { email: one.email }, 'edit')
    const visitor = await Visitor.as(one)
    const path = `/canvases/${canvas}`
    assert.equal((await visitor.get(path)).status, 200)
    const [row] = await sharesOf(owner, canvas)
    const ask = (method: string, to: string, fields = {}) =>
      visitor.submit(method, path + to, fields, { accept: 'application/json' })
    const answers = await Promise.all([
      ask('PUT', '', { name: 'Theirs' }),
      ask('DELETE', ''),
      ask('POST', '/shares', { email: one.email, mode: 'edit' }),
      ask('PUT', `/shares/${row?.id}`, { mode: 'edit' }),
      ask('DELETE', `/shares/${row?.id}`),
    ])
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([403]))
  })

  test('taken away closes their canvas at once and nobody else’s', async ({ assert, cleanup }) => {
    const { owner, one, two, canvas } = await makePeople()
    const open = opener(cleanup)
    await share(owner, canvas, { email: one.email }, 'edit')
    await share(owner, canvas, { email: two.email }, 'edit')
    const [client, other] = [open(one, canvas), open(two, canvas)]
    await Promise.all([client.synced(), other.synced()])
    let isShut = false
    other.provider.on('close', () => (isShut = true))
    const row = (await sharesOf(owner, canvas)).find(({ email }) => email === one.email)
    await endShare(tenantOf(owner), canvas, row?.id)
    assert.equal(await client.refused(), 'permission-denied')
    draw(other, 'still here')
    await other.confirmed()
    assert.isFalse(isShut)
  })

  test('made less lets them come back to look on', async ({ assert, cleanup }) => {
    const { owner, one, canvas } = await makePeople()
    await share(owner, canvas, { email: one.email }, 'edit')
    const client = await opener(cleanup)(one, canvas).synced()
    const [row] = await sharesOf(owner, canvas)
    const closed = client.lost()
    await changeShare(tenantOf(owner), canvas, row?.id ?? '', 'view')
    await closed
    await client.synced()
    assert.equal(client.provider.authorizedScope, 'readonly')
  })
})

test.group('A canvas shared with a session', () => {
  async function makeSessionCanvas() {
    const facilitator = await makePerson('facilitator')
    const one = await makePerson('participant', facilitator.organisation)
    const owner = await makePerson('participant', facilitator.organisation)
    const session = await makeSession(facilitator)
    for (const person of [one, owner]) await makeParticipant(session, person)
    const canvas = await makeOwnCanvas(owner)
    await share(owner, canvas, { session }, 'edit')
    return { facilitator, one, owner, session, canvas }
  }

  test('is for who takes part and who leads, not for those who run the organisation', async ({
    assert,
  }) => {
    const { facilitator, one, canvas } = await makeSessionCanvas()
    const outside = await makePerson('participant', one.organisation)
    const admin = await makePerson('admin', one.organisation)
    assert.equal(await modeOf(one, canvas), 'edit')
    assert.equal(await modeOf(facilitator, canvas), 'edit')
    assert.isNull(await modeOf(outside, canvas))
    assert.isNull(await modeOf(admin, canvas))
  })

  test('closes for who is taken off the session', async ({ assert, cleanup }) => {
    const { facilitator, one, session, canvas } = await makeSessionCanvas()
    const client = await opener(cleanup)(one, canvas).synced()
    await as(facilitator, () => removeParticipant(session, one.id))
    assert.equal(await client.refused(), 'permission-denied')
  })

  test('is looked at once the session has ended, and drawn on by its owner', async ({
    assert,
    cleanup,
  }) => {
    const { facilitator, one, owner, session, canvas } = await makeSessionCanvas()
    const client = await opener(cleanup)(one, canvas).synced()
    const visitor = await Visitor.as(facilitator)
    const closed = client.lost()
    for (const step of ['open', 'start', 'end']) {
      await visitor.submit('POST', `/sessions/${session}/${step}`)
    }
    await closed
    await client.synced()
    assert.equal(client.provider.authorizedScope, 'readonly')
    assert.equal(await modeOf(owner, canvas), 'owner')
  })

  test('is its owner’s alone once the session is called off', async ({ assert, cleanup }) => {
    const { facilitator, one, owner, session, canvas } = await makeSessionCanvas()
    const client = await opener(cleanup)(one, canvas).synced()
    await as(facilitator, () => callOffSession(session))
    assert.equal(await client.refused(), 'permission-denied')
    assert.deepEqual(await sharesOf(owner, canvas), [])
    assert.equal(await modeOf(owner, canvas), 'owner')
  })
})

test.group('Somebody who leaves the organisation', () => {
  const removeFrom = async (person: TestPerson) => {
    const boss = await makePerson('owner', person.organisation)
    const signIn = await findSignIn(boss.token)
    if (signIn) await removePerson(signIn, person.id)
  }

  test('loses what was shared with them, for good', async ({ assert, cleanup }) => {
    const { owner, one, canvas } = await makePeople()
    await share(owner, canvas, { email: one.email }, 'edit')
    const client = await opener(cleanup)(one, canvas).synced()
    const closed = client.lost()
    await removeFrom(one)
    await closed
    assert.deepEqual(await sharesOf(owner, canvas), [])
    await joinOrganisation(one, owner.organisation, 'participant')
    assert.isNull(await modeOf(one, canvas))
  })

  test('leaves what they shared to be looked at by those they shared it with', async ({
    assert,
    cleanup,
  }) => {
    const { owner, one, canvas } = await makePeople()
    await share(owner, canvas, { email: one.email }, 'edit')
    const client = await opener(cleanup)(one, canvas).synced()
    const closed = client.lost()
    await removeFrom(owner)
    await closed
    await client.synced()
    assert.equal(client.provider.authorizedScope, 'readonly')
    await joinOrganisation(owner, one.organisation, 'participant')
    assert.equal(await modeOf(one, canvas), 'edit')
  })
})

test.group('A deleted canvas', () => {
  test('is closed for all, and comes back as it was', async ({ assert, cleanup }) => {
    const { owner, one, canvas } = await makePeople()
    await share(owner, canvas, { email: one.email }, 'view')
    const open = opener(cleanup)
    const [mine, theirs] = [open(owner, canvas), open(one, canvas)]
    await Promise.all([mine.synced(), theirs.synced()])
    draw(mine, 'kept')
    await mine.confirmed()
    await as(owner, () => deleteCanvas(canvas))
    assert.equal(await mine.refused(), 'permission-denied')
    assert.equal(await theirs.refused(), 'permission-denied')
    assert.deepEqual((await listsOf(one)).shared, [])
    assert.lengthOf((await listsOf(owner)).deleted, 1)

    await as(owner, () => bringBackCanvas(canvas))
    assert.deepEqual(cardsOn(await open(one, canvas).synced()), ['kept'])
  })

  test('is gone after thirty days, and not before', async ({ assert }) => {
    const { owner, canvas } = await makePeople()
    const other = await makeOwnCanvas(owner)
    for (const [id, days] of Object.entries({ [canvas]: 31, [other]: 29 })) {
      await asOwner(`update canvases set deleted_at = now() - ? * interval '1 day' where id = ?`, [
        days,
        id,
      ])
    }
    await tenancy.system('worker', () => events.emit({ name: 'core.hourPassed', payload: {} }))
    await workEvents()
    assert.deepEqual(
      (await listsOf(owner)).deleted.map(({ id }) => id),
      [other]
    )
  })
})

test.group('When the key of an organisation is replaced', () => {
  test('what its people share is sealed anew, what is private stays as it is', async ({
    assert,
  }) => {
    const { owner, one, canvas } = await makePeople()
    const own = await makeOwnCanvas(owner, 'Mine alone')
    await share(owner, canvas, { email: one.email }, 'view')
    await replaceOrganisationKey(owner.organisation)
    await workEvents()
    await asOwner(
      `update data_keys set wrapped = null, destroyed_at = now()
       where organisation_id = ? and person_id is null and version = 1`,
      [owner.organisation]
    )
    const names = new Map((await listsOf(owner)).own.map(({ id, name }) => [id, name]))
    assert.equal(names.get(canvas), 'A name to keep')
    assert.equal(names.get(own), 'Mine alone')
  })
})

test.group('The history of a canvas', () => {
  test('is sealed as the canvas is, and kept and read by those it is shared with, from then on', async ({
    assert,
    cleanup,
  }) => {
    const { owner, one, canvas } = await makePeople()
    const client = await opener(cleanup)(owner, canvas).synced()
    draw(client, 'first')
    await client.confirmed()
    const sealedFor = async () => {
      const rows = await asOwner<{ sealed_for: string | null }>(
        'select sealed_for from canvas_versions where canvas_id = ?',
        [canvas]
      )
      return rows.map((row) => row.sealed_for)
    }
    const alone = await keepVersion(tenantOf(owner), canvas, { kind: 'kept', name: 'Alone' })
    assert.deepEqual(await sealedFor(), [owner.id])

    await share(owner, canvas, { email: one.email }, 'edit')
    const visitor = await Visitor.as(one)
    const path = `/canvases/${canvas}/versions`
    const wanted = { accept: 'application/json' }
    const kept = await visitor.submit('POST', path, { name: 'Together' }, wanted)
    const { id }: { id: string } = JSON.parse(await kept.text())
    assert.deepEqual((await sealedFor()).sort(), [owner.id, null].sort())
    const namesOf = async (person: TestPerson) =>
      (await as(person, () => listVersions(tenantOf(person), canvas))).map(({ name }) => name)
    assert.deepEqual(await namesOf(one), ['Together'])
    assert.deepEqual(await namesOf(owner), ['Together', 'Alone'])
    assert.equal((await visitor.get(`${path}/${alone}`)).status, 404)
    const restored = [one, owner].map(async (person) =>
      (await Visitor.as(person)).submit('POST', `${path}/${id}/restore`, {}, wanted)
    )
    const answers = await Promise.all(restored)
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])

    await endShare(tenantOf(owner), canvas)
    assert.deepEqual(new Set(await sealedFor()), new Set([owner.id]))
    assert.deepEqual(await as(one, () => listVersions(tenantOf(one), canvas)), [])
  })
})

test.group('A guest', () => {
  test('has one canvas, begins no others and is named in none', async ({ assert }) => {
    const { owner, canvas } = await makePeople()
    const guest = await makePerson('participant', owner.organisation)
    await asOwner('update people set email = null where id = ?', [guest.id])
    const visitor = await Visitor.as(guest)
    assert.equal((await visitor.get('/canvas')).status, 302)
    assert.equal((await visitor.submit('POST', '/canvases', { name: 'One more' })).status, 302)
    assert.lengthOf((await listsOf(guest)).own, 1)
    const session = await makeSession(await makePerson('facilitator', owner.organisation))
    for (const person of [guest, owner]) await makeParticipant(session, person)
    await share(owner, canvas, { session }, 'edit')
    assert.isNull(await modeOf(guest, canvas))
  })
})
