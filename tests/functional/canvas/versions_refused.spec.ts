import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { encodeStateAsUpdate } from 'yjs'
import { freeRoom, takeRoom } from '#canvas/server/canvas_rooms'
import { keepVersion } from '#canvas/versions/keep_version'
import { MOST_NAMED } from '#canvas/versions/version'
import { tenancy } from '#core/tenancy/tenancy'
import { controlSession } from '#programs/actions/control_session'
import { makeOwnCanvas, makePrivateCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { drawOn } from '#tests/support/draw_on'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import {
  JSON_WANTED,
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

  test('to a screen that shows the canvas to a room, and as earlier states to who comments', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    await drawOn(scopeOf(owner), { id: canvas, owner: owner.id }, encodeStateAsUpdate(drawing()))
    const statuses = async (mode: 'present' | 'comment') => {
      const other = await makePerson('participant', owner.organisation)
      await share(owner, canvas, { email: other.email }, mode)
      const visitor = await Visitor.as(other)
      const list = await visitor.get(pathOf(canvas), JSON_WANTED)
      return [list.status, (await keep(other, canvas, 'Mine')).status]
    }
    assert.deepEqual(await statuses('present'), [403, 403])
    assert.deepEqual(await statuses('comment'), [200, 403])
  })

  test('while the node that has the canvas open does not store it', async ({ assert }) => {
    const { one, session, scope } = await makeDrawn()
    const lease = await takeRoom(scope, session)
    assert.equal((await keep(one, session, 'Now')).status, 503)
    await freeRoom(scope, lease)
    assert.deepEqual(await listed(one, session), [])
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
