import { test } from '@japa/runner'
import { throttleVersions, VERSIONS } from '#canvas/versions/throttle'
import { makeOwnCanvas, makePrivateCanvas, share } from '#tests/support/canvases'
import { JSON_WANTED, listed, makeDrawn, read } from '#tests/support/canvas_versions'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

/** Somebody is about to lay a template. */
const prepare = async (person: TestPerson, canvas: string) =>
  (await Visitor.as(person)).submit('POST', `/canvases/${canvas}/templates`, {}, JSON_WANTED)

test.group('A canvas before a template is laid', () => {
  test('is not kept for who may not see it', async ({ assert }) => {
    const { session } = await makeDrawn()
    const answer = await prepare(await makePerson('owner'), session)
    assert.equal(answer.status, 404)
  })

  for (const mode of ['comment', 'view', 'present'] as const) {
    test(`is not kept for who may only ${mode}`, async ({ assert }) => {
      const owner = await makePerson('facilitator')
      const guest = await makePerson('participant', owner.organisation)
      const canvas = await makeOwnCanvas(owner)
      await share(owner, canvas, { email: guest.email }, mode)
      assert.equal((await prepare(guest, canvas)).status, 403)
      assert.deepEqual(await listed(owner, canvas), [])
    })
  }

  test('is not kept when nothing lies on it', async ({ assert }) => {
    const person = await makePerson('participant')
    const canvas = await makePrivateCanvas(person)
    const answer = await prepare(person, canvas)
    assert.equal(answer.status, 200)
    assert.deepEqual(await answer.json(), { before: null })
  })

  test('is kept as it is, with who asked', async ({ assert }) => {
    const { one, session } = await makeDrawn()
    assert.equal((await prepare(one, session)).status, 200)
    const [version] = await listed(one, session)
    assert.containSubset(version, { kind: 'beforeTemplate', by: one.name })
    assert.deepEqual(await read(one, session, version?.id ?? ''), ['first'])
  })

  test('is kept once while nothing changes, so that nothing older is driven out', async ({
    assert,
  }) => {
    const { one, session } = await makeDrawn()
    await prepare(one, session)
    const again = await prepare(one, session)
    assert.deepEqual(await again.json(), { before: null })
    assert.lengthOf(await listed(one, session), 1)
  })

  test('is not kept for who asks for one after another', async ({ assert }) => {
    const { one, session } = await makeDrawn()
    for (let asked = 0; asked < VERSIONS; asked++) await throttleVersions(one.id)
    assert.equal((await prepare(one, session)).status, 429)
  })
})
