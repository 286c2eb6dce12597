import { test } from '@japa/runner'
import type { Exercise } from '#canvas/exercise/exercise'
import { makeOwnCanvas, makePrivateCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { LiveClient } from '#tests/support/live_client'
import { makePerson, type TestPerson } from '#tests/support/people'
import { asOwner } from '#tests/support/database'
import { Visitor } from '#tests/support/visitor'

const JSON_WANTED = { accept: 'application/json' }

/** What the exercise on a canvas is for somebody. */
async function look(person: TestPerson, canvas: string): Promise<Exercise> {
  const visitor = await Visitor.as(person)
  const response = await visitor.get(`/canvases/${canvas}/exercise`, JSON_WANTED)
  const exercise: Exercise = JSON.parse(await response.text())
  return exercise
}

/** Does something in the exercise on a canvas; returns the status and, refused, the code. */
async function act(
  person: TestPerson,
  canvas: string,
  what: string,
  fields: Record<string, unknown> = {}
): Promise<number | string> {
  const visitor = await Visitor.as(person)
  const response = await visitor.submit('POST', `/canvases/${canvas}/${what}`, fields, JSON_WANTED)
  if (response.ok) return response.status
  const { errors }: { errors: { code: string }[] } = JSON.parse(await response.text())
  return errors[0]?.code ?? response.status
}

const dots = (person: TestPerson, canvas: string, element: string, count: number) =>
  act(person, canvas, 'dots', { element, dots: count })

test.group('A vote with dots', () => {
  test('is not for who takes part to begin or end, nor the timer to set', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    for (const [what, fields] of [
      ['vote', { dots: 3, secret: false }],
      ['vote/end', {}],
      ['timer', { seconds: 60 }],
    ] as const) {
      assert.equal(await act(one, session, what, fields), 'core.forbidden', what)
    }
    const { vote, timer, leads } = await look(one, session)
    assert.deepEqual({ vote, timer, leads }, { vote: null, timer: null, leads: false })
  })

  test('takes no dot from who may only look on, nor before it begins, nor after its end', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const viewer = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner)
    await share(owner, canvas, { email: viewer.email }, 'view')
    assert.equal(await dots(owner, canvas, 'one', 1), 'canvas.noVote')
    await act(owner, canvas, 'vote', { dots: 2, secret: false })
    assert.equal(await dots(viewer, canvas, 'one', 1), 'core.forbidden')
    await act(owner, canvas, 'vote/end')
    assert.equal(await dots(owner, canvas, 'one', 1), 'canvas.noVote')
  })

  test('counts each person’s dots once and no more than they have, however they send them', async ({
    assert,
  }) => {
    const { facilitator, one, two, session } = await makeSharedCanvas()
    await act(facilitator, session, 'vote', { dots: 3, secret: false })
    assert.equal(await dots(one, session, 'a', 4), 'canvas.noDotsLeft')
    assert.equal(await dots(one, session, 'a', -1), 'validation.range')
    assert.equal(await dots(one, session, 'a', 2), 200)
    assert.equal(await dots(one, session, 'b', 2), 'canvas.noDotsLeft')
    const sent = await Promise.all(
      ['b', 'c', 'd', 'e'].map((element) => dots(one, session, element, 1))
    )
    assert.lengthOf(
      sent.filter((status) => status === 200),
      1
    )
    assert.equal(await dots(two, session, 'a', 1), 200)
    assert.equal(await dots(two, session, 'a', 1), 200)
    const { vote } = await look(two, session)
    assert.equal(vote?.left, 2)
    assert.equal(vote?.voters, 2)
    assert.deepInclude(vote?.elements, { element: 'a', mine: 1, all: 3 })
  })

  test('is one at a time', async ({ assert }) => {
    const { facilitator, session } = await makeSharedCanvas()
    const begin = () => act(facilitator, session, 'vote', { dots: 3, secret: true })
    const answers = await Promise.all([begin(), begin()])
    assert.sameMembers(answers, [200, 'canvas.voteGoesOn'])
  })

  test('that is secret tells nobody what others gave until it ends, and never who', async ({
    assert,
  }) => {
    const { facilitator, one, two, session } = await makeSharedCanvas()
    await act(facilitator, session, 'vote', { dots: 3, secret: true })
    await dots(one, session, 'a', 2)
    await dots(two, session, 'b', 1)
    assert.deepEqual((await look(facilitator, session)).vote?.elements, [])
    assert.deepEqual((await look(one, session)).vote?.elements, [
      { element: 'a', mine: 2, all: null },
    ])
    await act(facilitator, session, 'vote/end')
    const { vote } = await look(facilitator, session)
    assert.isTrue(vote?.hasEnded)
    assert.deepEqual(vote?.elements, [
      { element: 'a', mine: 0, all: 2 },
      { element: 'b', mine: 0, all: 1 },
    ])
    assert.notInclude(JSON.stringify(await look(facilitator, session)), one.id)
  })
})

test.group('A timer on a canvas', () => {
  test('runs by the server’s clock, and is there again for whoever opens the canvas', async ({
    assert,
  }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const before = Date.now()
    assert.equal(await act(facilitator, session, 'timer', { seconds: 300 }), 200)
    const { timer } = await look(one, session)
    assert.equal(timer?.seconds, 300)
    assert.isAtLeast(timer?.endsAt ?? 0, before + 300_000 - 1)
    assert.isAtMost(timer?.endsAt ?? 0, Date.now() + 300_000)
    assert.equal(await act(facilitator, session, 'timer', { seconds: 5 }), 'validation.range')
    assert.equal(await act(facilitator, session, 'timer', { seconds: null }), 200)
    assert.isNull((await look(one, session)).timer)
  })

  test('is told of to whoever has the canvas open, without a word of what it is', async ({
    assert,
    cleanup,
  }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const stranger = await makePerson('owner')
    const [here, elsewhere] = [await LiveClient.of(one), await LiveClient.of(stranger)]
    cleanup(() => {
      here.close()
      elsewhere.close()
    })
    const channel = `exercise:${session}`
    assert.equal((await here.subscribe(channel)).type, 'subscribed')
    assert.equal((await elsewhere.subscribe(channel)).type, 'refused')
    const told = here.hears(({ type }) => type === 'message')
    await act(facilitator, session, 'timer', { seconds: 60 })
    assert.deepInclude(await told, { channel, body: { kind: 'changed' } })
  })
})

test.group('A reaction', () => {
  test('is one of a kind for each person, counted, and taken back', async ({ assert }) => {
    const { one, two, session } = await makeSharedCanvas()
    const give = (person: TestPerson, given = true, reaction = 'heart') =>
      act(person, session, 'reactions', { element: 'a', reaction, given })
    assert.equal(await give(one, true, 'made up'), 'validation.enum')
    await give(one)
    await give(one)
    await give(two)
    assert.deepEqual((await look(one, session)).reactions, [
      { element: 'a', reaction: 'heart', count: 2, mine: true },
    ])
    await give(one, false)
    assert.deepEqual((await look(one, session)).reactions, [
      { element: 'a', reaction: 'heart', count: 1, mine: false },
    ])
  })

  test('on a private canvas is nothing to anybody else, their admins included', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const admin = await makePerson('admin', owner.organisation)
    const canvas = await makePrivateCanvas(owner)
    await act(owner, canvas, 'reactions', { element: 'a', reaction: 'star', given: true })
    assert.equal(
      await act(admin, canvas, 'reactions', { element: 'a', reaction: 'star', given: true }),
      'core.notFound'
    )
    const visitor = await Visitor.as(admin)
    const response = await visitor.get(`/canvases/${canvas}/exercise`, JSON_WANTED)
    assert.equal(response.status, 404)
    await asOwner('delete from canvases where id = ?', [canvas])
    const left = await asOwner('select from canvas_reactions where canvas_id = ?', [canvas])
    assert.lengthOf(left, 0)
  })
})
